'use client'

import { useState } from 'react'
import type { Plan } from '@/lib/acts/plan'
import type { FolderBranch } from '@/lib/folders/types'
import { rootFolder } from '@/lib/kernel/own-words'
import { parentOf } from '@/lib/rights/folder-paths'
import { ReviewDialog } from '../../../../components/review-dialog'
import { toast } from '../../../../components/ui/toast'
import { FolderPicker, type PickedFolder } from './folder-picker'
import { alongWith, folderNoun, readFolderPlan } from './folder-review'
import { counted } from './folder-text'
import type { FolderActions, FolderDeleted } from './types'

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
  const { id, path } = folder
  const [destination, setDestination] = useState<PickedFolder>()
  return (
    <ReviewDialog
      about="delete"
      verb="Delete"
      title={() => 'Delete folder'}
      submitLabel={(plan) => {
        const users = usersOf(plan)
        return users > 0 ? `Move ${counted(users, 'user')} and delete folder` : 'Delete folder'
      }}
      variant="danger"
      noun={folderNoun}
      endings={alongWith}
      sum={(text) =>
        text === ''
          ? 'The folder is empty.'
          : `In this folder: ${text}. Choose where they go; nobody is deleted.`
      }
      nothing="The folder is not there any more."
      read={() => readFolderPlan({ change: 'delete', id })}
      waiting={(plan) => usersOf(plan) > 0 && !destination}
      apply={(review) => action({ id, moveUsersTo: destination?.id, review })}
      onDone={(change) => {
        const { users, movedTo } = change
        const moved = movedTo && `${counted(users, 'user')} moved to ${movedTo}`
        toast.success('Folder deleted', { description: moved ?? change.path })
        onClose()
        onDone(change)
      }}
      onClose={onClose}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        returnFocus()
      }}
      field={(errorOf, plan) =>
        usersOf(plan) > 0 && (
          <FolderPicker
            label="Move users to"
            selected={destination}
            onSelect={setDestination}
            initialPath={parentOf(path)}
            reasonAgainst={(other) => {
              if (other.path === path) return 'This is the folder being deleted.'
              if (other.path === '') return `Users need a folder below ${rootFolder}.`
            }}
            error={errorOf('moveUsersTo')}
          />
        )
      }
    />
  )
}

/** How many have to go elsewhere; of a folder that stays, nobody. */
function usersOf(plan: Plan | undefined): number {
  if (!plan || plan.blockers.length > 0) return 0
  return plan.ends.find(({ kind }) => kind === 'users')?.count ?? 0
}
