import { lookup } from '@/lib/doors/lookup'
import { SearchFolders } from '@/lib/folders/input'
import { searchFolders } from '@/lib/folders/search'

export const GET = lookup('users.read', SearchFolders, (ctx, input) => searchFolders(ctx, input))
