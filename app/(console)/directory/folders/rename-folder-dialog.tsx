'use client'

import { useState } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { isolated } from '@/lib/kernel/isolated'
import { childPath, parentOf } from '@/lib/rights/folder-paths'
import { TextField } from '../../../../components/form/text-field'
import { ReviewDialog } from '../../../../components/review-dialog'
import { toast } from '../../../../components/ui/toast'
import { alongWith, folderNoun, pathChanges, readFolderPlan } from './folder-review'
import type { FolderActions, FolderRelocated } from './types'

type RenameFolderDialogProps = {
  folder: FolderBranch
  action: NonNullable<FolderActions['rename']>
  onClose: () => void
  returnFocus: () => void
  onDone: (change: FolderRelocated) => void
}

export function RenameFolderDialog({
  folder,
  action,
  onClose,
  returnFocus,
  onDone,
}: RenameFolderDialogProps) {
  const { id, path } = folder
  const [name, setName] = useState(folder.name)
  const to = childPath(parentOf(path), name)
  const isNew = name.trim() !== '' && to !== path
  return (
    <ReviewDialog
      about="rename"
      verb="Rename"
      title={() => 'Rename folder'}
      noun={folderNoun}
      endings={alongWith}
      sum={(text) => isNew && pathChanges(text)}
      nothing="The folder is not there any more."
      read={() => readFolderPlan({ change: 'rename', id })}
      apply={(review) => action({ id, name, review })}
      onDone={(change) => {
        toast.success('Folder renamed', {
          description: `${isolated(change.from)} is now ${isolated(change.to)}`,
        })
        onClose()
        onDone(change)
      }}
      onClose={onClose}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        returnFocus()
      }}
      choice={(errorOf) => (
        <TextField
          label="Name"
          name="name"
          required
          autoComplete="off"
          value={name}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
          error={errorOf('name')}
          hint={isNew ? `Its path will be ${isolated(to)}.` : undefined}
        />
      )}
    />
  )
}
