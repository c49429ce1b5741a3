import { ListFolderTree } from '@/lib/folders/input'
import { listFolderTree } from '@/lib/folders/tree'
import { lookup } from '@/lib/lookup'

export const GET = lookup(
  'users.read',
  ListFolderTree.pick({ selectedPath: true }),
  (ctx, { selectedPath }) => listFolderTree(ctx, { selectedPath, open: [] }),
)
