import { z } from 'zod'
import { withoutNull } from '@/lib/characters'
import { FolderPath } from '@/lib/folders/input'
import { missingFolders } from '@/lib/folders/missing'
import { searchFolders } from '@/lib/folders/search'
import { lookup } from '@/lib/lookup'

const Query = z.object({
  q: z.string().max(1000).regex(withoutNull).default(''),
})

/** Folders that match what is typed as a path, and what of that path does not exist yet. */
export const GET = lookup('users.create', Query, async (ctx, { q }) => {
  const found = await searchFolders(ctx, { text: q, limit: 20 }, 'users.create')
  const path = FolderPath.safeParse(q)
  return {
    folders: found.map(({ path, totalUsers }) => ({ path, totalUsers })),
    missing: path.success ? await missingFolders(ctx, path.data) : [],
  }
})
