'use client'

import type { FolderBranch } from '@/lib/folders/types'
import { CreateFolderDialog } from './create-folder-dialog'
import { DeleteFolderDialog } from './delete-folder-dialog'
import { MoveFolderDialog } from './move-folder-dialog'
import { RenameFolderDialog } from './rename-folder-dialog'
import type { FolderActions, FolderDeleted, FolderRelocated, FolderVerb } from './types'

type FolderDialogProps = {
  verb: FolderVerb
  folder: FolderBranch
  actions: FolderActions
  onClose: () => void
  returnFocus: () => void
  onCreated: () => void
  onRelocated: (change: FolderRelocated) => void
  onDeleted: (change: FolderDeleted) => void
}

/** The dialog of one act on one folder. Loaded when the first of them opens. */
export default function FolderDialog({
  verb,
  folder,
  actions,
  onClose,
  returnFocus,
  onCreated,
  onRelocated,
  onDeleted,
}: FolderDialogProps) {
  const shared = { folder, onClose, returnFocus }
  if (verb === 'create' && actions.create)
    return <CreateFolderDialog {...shared} action={actions.create} onDone={onCreated} />
  if (verb === 'rename' && actions.rename)
    return <RenameFolderDialog {...shared} action={actions.rename} onDone={onRelocated} />
  if (verb === 'move' && actions.move)
    return <MoveFolderDialog {...shared} action={actions.move} onDone={onRelocated} />
  if (verb === 'delete' && actions.delete)
    return <DeleteFolderDialog {...shared} action={actions.delete} onDone={onDeleted} />
  return null
}
