import { listFolderChildren } from '@/lib/folders/children'
import { ListFolderChildren } from '@/lib/folders/input'
import { lookup } from '@/lib/lookup'

export const GET = lookup('users.read', ListFolderChildren, listFolderChildren)
