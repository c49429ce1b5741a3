'use client'

import { useState } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { isolated } from '@/lib/kernel/isolated'
import { isBelow, parentOf } from '@/lib/rights/folder-paths'
import { ReviewDialog } from '../../../../components/review-dialog'
import { toast } from '../../../../components/ui/toast'
import { FolderPicker, type PickedFolder } from './folder-picker'
import { alongWith, folderNoun, pathChanges, readFolderPlan } from './folder-review'
import type { FolderActions, FolderRelocated } from './types'

type MoveFolderDialogProps = {
  folder: FolderBranch
  action: NonNullable<FolderActions['move']>
  onClose: () => void
  returnFocus: () => void
  onDone: (change: FolderRelocated) => void
}

export function MoveFolderDialog({ folder, action, onClose, returnFocus, onDone }: MoveFolderDialogProps) {
  const [parent, setParent] = useState<PickedFolder>()
  const { id, path } = folder
  const read = parent && (() => readFolderPlan({ change: 'move', id, parentId: parent.id }))
  return (
    <ReviewDialog
      about={String(parent?.id)}
      verb="Move"
      title={() => 'Move folder'}
      noun={folderNoun}
      endings={alongWith}
      sum={pathChanges}
      nothing="The folder is not there any more."
      read={read}
      waiting={() => !parent}
      apply={(review) => action({ id, parentId: parent?.id, review })}
      onDone={(change) => {
        toast.success('Folder moved', {
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
        <FolderPicker
          label="Move into"
          selected={parent}
          onSelect={setParent}
          initialPath={parentOf(path)}
          reasonAgainst={(other) => {
            if (other.path === path || isBelow(other.path, path))
              return 'This is inside the folder being moved.'
            if (other.refused?.includes('create')) return 'You may not make folders here.'
            if (other.path === parentOf(path)) return 'The folder is here already.'
          }}
          error={errorOf('parentId')}
        />
      )}
    />
  )
}
