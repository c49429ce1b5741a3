import 'server-only'
import { cookies } from 'next/headers'
import { listFolderTree } from '@/lib/folders/tree'
import type { SignedInContext } from '@/lib/kernel/context'
import { hasPermission } from '@/lib/rights/require'
import { createFolderAction, deleteFolderAction, moveFolderAction, renameFolderAction } from './actions'
import type { FolderTreeProps } from './folder-tree'
import { parseOpenFolders, treeCookie } from './open-folders'
import type { FolderPage } from './types'

/** Everything the folder tree of a list page needs: what is visible, what is open, and what this person may do. */
export async function folderTreeProps(
  ctx: SignedInContext,
  { selectedPath, page }: { selectedPath: string; page: FolderPage },
): Promise<FolderTreeProps> {
  const open = parseOpenFolders((await cookies()).get(treeCookie)?.value)
  const [tree, creates, updates, deletes] = await Promise.all([
    listFolderTree(ctx, { selectedPath, open }),
    hasPermission(ctx, 'folders.create'),
    hasPermission(ctx, 'folders.update'),
    hasPermission(ctx, 'folders.delete'),
  ])
  const actions = {
    ...(creates && { create: createFolderAction }),
    ...(updates && { rename: renameFolderAction, move: moveFolderAction }),
    ...(deletes && { delete: deleteFolderAction }),
  }
  return { tree, selectedPath, open, page, actions }
}
