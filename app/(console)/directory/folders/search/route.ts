import { SearchFolders } from '@/lib/folders/input'
import { searchFolders } from '@/lib/folders/search'
import { lookup } from '@/lib/lookup'

export const GET = lookup('users.read', SearchFolders, (ctx, input) => searchFolders(ctx, input))
