'use client'

import { useState } from 'react'
import { fieldError, messageOf } from '@/lib/action-state'
import { isBelow, parentOf } from '@/lib/folders/paths'
import type { FolderBranch } from '@/lib/folders/types'
import { toast } from '../ui/toast'
import { RelocationReview, ReviewPending, useFolderPlan } from './change-review'
import { FolderFormDialog } from './folder-form-dialog'
import { FolderPicker, type PickedFolder } from './folder-picker'
import type { FolderActions, FolderRelocated } from './types'
import { useSubmit } from './use-submit'

type MoveFolderDialogProps = {
  folder: FolderBranch
  action: NonNullable<FolderActions['move']>
  onClose: () => void
  returnFocus: () => void
  onDone: (change: FolderRelocated) => void
}

export function MoveFolderDialog({ folder, action, onClose, returnFocus, onDone }: MoveFolderDialogProps) {
  const [parent, setParent] = useState<PickedFolder>()
  const { state, pending, submit } = useSubmit(action, (change) => {
    toast.success('Folder moved', { description: `${change.from} is now ${change.to}` })
    onClose()
    onDone(change)
  })
  const review = useFolderPlan(parent && { change: 'move', id: folder.id, parentId: parent.id })
  const problem = review.data?.blockers.parentId?.join(' ')
  return (
    <FolderFormDialog
      title="Move folder"
      description={folder.path}
      submitLabel="Move folder"
      pending={pending}
      disabled={!review.data || problem !== undefined}
      message={messageOf(state)}
      onSubmit={() => submit({ id: folder.id, parentId: parent?.id })}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <FolderPicker
        label="Move into"
        selected={parent}
        onSelect={setParent}
        initialPath={parentOf(folder.path)}
        reasonAgainst={({ path }) => {
          if (path === folder.path || isBelow(path, folder.path))
            return 'This is inside the folder being moved.'
          if (path === parentOf(folder.path)) return 'The folder is here already.'
        }}
        error={problem ?? fieldError(state, 'parentId')}
      />
      <ReviewPending review={review} />
      {review.data && !problem && <RelocationReview {...review.data} />}
    </FolderFormDialog>
  )
}
