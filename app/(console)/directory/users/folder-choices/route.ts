import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { FolderPath } from '@/lib/folders/input'
import { missingFolders } from '@/lib/folders/missing'
import { searchFolders } from '@/lib/folders/search'
import { withoutNull } from '@/lib/kernel/characters'
import { hasPermission } from '@/lib/rights/require'

const Query = z.object({
  q: z.string().max(1000).regex(withoutNull).default(''),
})

/**
 * Folders that match what is typed as a path, and what of that path does not exist yet. None for who changes users and
 * puts nobody anywhere.
 */
export const GET = lookup('users.read', Query, async (ctx, { q }) => {
  if (!(await hasPermission(ctx, 'users.create'))) return { folders: [], missing: [] }
  const found = await searchFolders(ctx, { text: q, limit: 20 }, 'users.create')
  const path = FolderPath.safeParse(q)
  return {
    folders: found.map(({ path, totalUsers }) => ({ path, totalUsers })),
    missing: path.success ? await missingFolders(ctx, path.data) : [],
  }
})
