'use client'

import { useState } from 'react'
import { fieldError, messageOf } from '@/lib/action-state'
import { parentOf } from '@/lib/folders/paths'
import type { FolderBranch } from '@/lib/folders/types'
import { Alert } from '../ui/alert'
import { toast } from '../ui/toast'
import { ReviewPending, useFolderPlan } from './change-review'
import { FolderFormDialog } from './folder-form-dialog'
import { FolderPicker, type PickedFolder } from './folder-picker'
import { counted } from './folder-text'
import type { FolderActions, FolderDeleted } from './types'
import { useSubmit } from './use-submit'

type DeleteFolderDialogProps = {
  folder: FolderBranch
  action: NonNullable<FolderActions['delete']>
  onClose: () => void
  returnFocus: () => void
  onDone: (change: FolderDeleted) => void
}

export function DeleteFolderDialog({
  folder,
  action,
  onClose,
  returnFocus,
  onDone,
}: DeleteFolderDialogProps) {
  const [destination, setDestination] = useState<PickedFolder>()
  const { state, pending, submit } = useSubmit(action, (change) => {
    const { path, users, movedTo } = change
    const moved = movedTo && `${counted(users, 'user')} moved to ${movedTo}`
    toast.success('Folder deleted', { description: moved ?? path })
    onClose()
    onDone(change)
  })
  const review = useFolderPlan({ change: 'delete', id: folder.id })
  const blocker = review.data?.blockers['']?.join(' ')
  const users = review.data?.users ?? 0
  const movesUsers = users > 0 && !blocker
  return (
    <FolderFormDialog
      title="Delete folder"
      description={folder.path}
      submitLabel={movesUsers ? `Move ${counted(users, 'user')} and delete folder` : 'Delete folder'}
      variant="danger"
      pending={pending}
      disabled={!review.data || blocker !== undefined || (movesUsers && !destination)}
      message={messageOf(state)}
      onSubmit={() => submit({ id: folder.id, ...(movesUsers && { moveUsersTo: destination?.id }) })}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <ReviewPending review={review} />
      {blocker && <Alert tone="warning">{blocker}</Alert>}
      {review.data && !blocker && (
        <p className="text-pretty text-sm">
          {users === 0
            ? 'The folder is empty. Deleting it cannot be undone.'
            : `${counted(users, 'user')} ${users === 1 ? 'is' : 'are'} in this folder. Choose where ${users === 1 ? 'this user goes' : 'they go'}; nobody is deleted.`}
        </p>
      )}
      {movesUsers && (
        <FolderPicker
          label="Move users to"
          selected={destination}
          onSelect={setDestination}
          initialPath={parentOf(folder.path)}
          reasonAgainst={({ path }) => {
            if (path === folder.path) return 'This is the folder being deleted.'
            if (path === '') return 'Users need a folder below All users.'
          }}
          error={fieldError(state, 'moveUsersTo')}
        />
      )}
    </FolderFormDialog>
  )
}
