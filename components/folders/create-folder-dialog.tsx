'use client'

import { useState } from 'react'
import { fieldError, messageOf } from '@/lib/action-state'
import { childPath } from '@/lib/folders/paths'
import type { FolderBranch } from '@/lib/folders/types'
import { TextField } from '../form/text-field'
import { toast } from '../ui/toast'
import { FolderFormDialog } from './folder-form-dialog'
import { folderLabel } from './folder-text'
import type { FolderActions } from './types'
import { useSubmit } from './use-submit'

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
  const { state, pending, submit } = useSubmit(action, ({ path }) => {
    toast.success('Folder created', { description: path })
    onClose()
    onDone()
  })
  return (
    <FolderFormDialog
      title="New folder"
      description={`In ${folderLabel(folder.path)}`}
      submitLabel="Create folder"
      pending={pending}
      message={messageOf(state)}
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
        error={fieldError(state, 'name')}
        hint={name.trim() === '' ? 'It starts empty.' : `Its path will be ${childPath(folder.path, name)}.`}
      />
    </FolderFormDialog>
  )
}
