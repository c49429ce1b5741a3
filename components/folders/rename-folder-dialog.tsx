'use client'

import { useState } from 'react'
import { fieldError, messageOf } from '@/lib/action-state'
import { childPath, parentOf } from '@/lib/folders/paths'
import type { FolderBranch } from '@/lib/folders/types'
import { TextField } from '../form/text-field'
import { toast } from '../ui/toast'
import { RelocationReview, ReviewPending, useFolderPlan } from './change-review'
import { FolderFormDialog } from './folder-form-dialog'
import type { FolderActions, FolderRelocated } from './types'
import { useSubmit } from './use-submit'

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
  const [name, setName] = useState(folder.name)
  const { state, pending, submit } = useSubmit(action, (change) => {
    toast.success('Folder renamed', { description: `${change.from} is now ${change.to}` })
    onClose()
    onDone(change)
  })
  // The present name tells how many users and folders any other will concern.
  const review = useFolderPlan({ change: 'rename', id: folder.id, name: folder.name })
  return (
    <FolderFormDialog
      title="Rename folder"
      description={folder.path}
      submitLabel="Rename folder"
      pending={pending}
      message={messageOf(state)}
      onSubmit={() => submit({ id: folder.id, name })}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        error={fieldError(state, 'name')}
      />
      <ReviewPending review={review} />
      {review.data && name.trim() !== '' && (
        <RelocationReview {...review.data} to={childPath(parentOf(folder.path), name)} />
      )}
    </FolderFormDialog>
  )
}
