import { lookup } from '@/lib/doors/lookup'
import { listFolderChildren } from '@/lib/folders/children'
import { ListFolderChildren } from '@/lib/folders/input'

export const GET = lookup('users.read', ListFolderChildren, listFolderChildren)
