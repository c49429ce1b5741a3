import { lookup } from '@/lib/doors/lookup'
import { ListFolderTree } from '@/lib/folders/input'
import { listFolderTree } from '@/lib/folders/tree'

export const GET = lookup(
  'users.read',
  ListFolderTree.pick({ selectedPath: true }),
  (ctx, { selectedPath }) => listFolderTree(ctx, { selectedPath, open: [] }),
)
