'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FolderPicker, type PickedFolder } from '@/app/(console)/directory/folders/folder-picker'
import { userNoun } from '@/app/(console)/directory/nouns'
import { counted } from '@/components/count-text'
import { askPlan } from '@/components/review/ask-plan'
import { ReviewDialog } from '@/components/review-dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { moveUsersAction, planUserMoveAction } from './actions'
import { selectedInput, selectedTotal } from './selected'
import { usersText } from './total-text'
import type { Selection } from './use-selection'

type MoveUsersDialogProps = {
  selection: Selection
  /** The folder whose surroundings are shown at first. */
  folder: string
  onClose: () => void
  onMoved: () => void
  returnFocus: () => void
}

/** Says who goes where before they go. */
export default function MoveUsersDialog({
  selection,
  folder,
  onClose,
  onMoved,
  returnFocus,
}: MoveUsersDialogProps) {
  const router = useRouter()
  const [target, setTarget] = useState<PickedFolder>()
  const selected = selectedInput(selection)
  const folderId = target?.id
  return (
    <ReviewDialog
      about={`move to ${folderId}`}
      verb="Move"
      title={(plan) =>
        `Move ${plan ? counted(plan.count || plan.blocked, userNoun) : usersText(selectedTotal(selection))}`
      }
      waiting={() => !target}
      noun={userNoun}
      endings={{}}
      nothing="There is nobody to move."
      read={
        folderId === undefined ? undefined : () => askPlan(() => planUserMoveAction({ selected, folderId }))
      }
      apply={(review) => moveUsersAction({ selected, folderId, review })}
      onDone={({ count, jobId }) => {
        onClose()
        onMoved()
        if (jobId) return router.push(`/jobs/${jobId}`)
        toast.success(`${counted(count, userNoun)} moved`, {
          description: `Now in ${isolated(target?.path ?? '')}`,
        })
      }}
      onClose={onClose}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        returnFocus()
      }}
      choice={(errorOf) => (
        <FolderPicker
          label="Move to"
          selected={target}
          onSelect={setTarget}
          initialPath={folder}
          reasonAgainst={({ path, refused }) => {
            if (path === '') return 'Users are in a folder below this one.'
            if (refused?.includes('addUsers')) return 'You may not put users here.'
          }}
          error={errorOf('folderId')}
        />
      )}
    />
  )
}
