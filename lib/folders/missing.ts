import 'server-only'
import { inArray } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { pathsAbove } from './paths'

/** The folders that would have to be made for a path to exist, from the top. None when it does. */
export async function missingFolders(ctx: Context, path: string): Promise<string[]> {
  await requirePermission(ctx, 'users.read')
  const way = [...pathsAbove(path), path]
  const found = await ctx.db.select({ path: folders.path }).from(folders).where(inArray(folders.path, way))
  const existing = new Set(found.map((folder) => folder.path))
  return way.filter((step) => !existing.has(step))
}
