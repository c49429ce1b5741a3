import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { pathsAbove } from '@/lib/rights/folder-paths'
import { requirePermission } from '@/lib/rights/require'
import { seenFolders, sightOf } from '@/lib/rights/sight'

/** The folders that would have to be made for a path to exist, as far as the actor sees, from the top. None when it does. */
export async function missingFolders(ctx: Context, path: string): Promise<string[]> {
  await requirePermission(ctx, 'users.read')
  const way = [...pathsAbove(path), path]
  const found = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(and(inArray(folders.path, way), seenFolders(await sightOf(ctx))))
  const existing = new Set(found.map((folder) => folder.path))
  return way.filter((step) => !existing.has(step))
}
