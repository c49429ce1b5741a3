'use client'

import { useState } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { isolated } from '@/lib/kernel/isolated'
import { folderLabel } from '@/lib/kernel/own-words'
import { childPath } from '@/lib/rights/folder-paths'
import { useSubmit } from '../../../../components/client/use-submit'
import { TextField } from '../../../../components/form/text-field'
import { toast } from '../../../../components/ui/toast'
import { FolderFormDialog } from './folder-form-dialog'
import type { FolderActions } from './types'

type CreateFolderDialogProps = {
  folder: FolderBranch
  action: NonNullable<FolderActions['create']>
  onClose: () => void
  returnFocus: () => void
  onDone: () => void
}

export function CreateFolderDialog({
  folder,
  action,
  onClose,
  returnFocus,
  onDone,
}: CreateFolderDialogProps) {
  const [name, setName] = useState('')
  const { pending, submit, message, errorOf } = useSubmit(action, ({ path }) => {
    toast.success('Folder created', { description: path })
    onClose()
    onDone()
  })
  return (
    <FolderFormDialog
      title="New folder"
      description={`In ${isolated(folderLabel(folder.path))}`}
      submitLabel="Create folder"
      pending={pending}
      message={message}
      onSubmit={() => submit({ parentId: folder.id, name })}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={errorOf('name')}
        hint={
          name.trim() === ''
            ? 'It starts empty.'
            : `Its path will be ${isolated(childPath(folder.path, name))}.`
        }
      />
    </FolderFormDialog>
  )
}
