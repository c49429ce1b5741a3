'use server'

import { action } from '@/lib/doors/action'
import { createFolder } from '@/lib/folders/create'
import { deleteFolder } from '@/lib/folders/delete'
import { CreateFolder, DeleteFolder, MoveFolder, RenameFolder } from '@/lib/folders/input'
import { moveFolder } from '@/lib/folders/move'
import { renameFolder } from '@/lib/folders/rename'

// None of them refreshes the page: its address may name a path that is no longer there. The tree goes to the new one.

export const createFolderAction = action('folders.create', CreateFolder, createFolder)

export const renameFolderAction = action(
  'folders.update',
  RenameFolder.required({ review: true }),
  async (ctx, input) => {
    const { from, to } = await renameFolder(ctx, input)
    return { from, to }
  },
)

export const moveFolderAction = action(
  'folders.update',
  MoveFolder.required({ review: true }),
  async (ctx, input) => {
    const { from, to } = await moveFolder(ctx, input)
    return { from, to }
  },
)

export const deleteFolderAction = action(
  'folders.delete',
  DeleteFolder.required({ review: true }),
  async (ctx, input) => {
    const { folder, destination, users } = await deleteFolder(ctx, input)
    return { path: folder.path, users, movedTo: users > 0 ? destination?.path : undefined }
  },
)
