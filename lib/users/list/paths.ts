import 'server-only'
import { and, asc, inArray, ne, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { requirePermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'
import { seenFolders, sightOf } from '@/lib/rights/sight'
import { textCondition } from './conditions'

export type FolderPaths = { paths: string[]; truncated: boolean }

/** The paths of the folders the actor sees; with words, of those with users found by them, of whom `countLimit` are looked at. */
export async function listFolderPaths(ctx: Context, words: string[]): Promise<FolderPaths> {
  await requirePermission(ctx, 'users.read')
  if (words.length === 0) return allPaths(ctx)
  return pathsOfMatches(ctx, and(await permittedUsers(ctx, 'users.read'), ...words.map(textCondition)))
}

async function allPaths(ctx: Context): Promise<FolderPaths> {
  const rows = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(and(ne(folders.path, ''), seenFolders(await sightOf(ctx))))
    .orderBy(asc(folders.path))
    .limit(countLimit + 1)
  return { paths: rows.slice(0, countLimit).map((row) => row.path), truncated: rows.length > countLimit }
}

async function pathsOfMatches(ctx: Context, matching: ReturnType<typeof and>): Promise<FolderPaths> {
  const matches = ctx.db.$with('matches').as(
    ctx.db
      .select({ folderId: users.folderId })
      .from(users)
      .where(matching)
      .limit(countLimit + 1),
  )
  const rows = await ctx.db
    .with(matches)
    .select({
      path: folders.path,
      truncated: sql<boolean>`(select count(*) from ${matches}) > ${countLimit}`,
    })
    .from(folders)
    .where(
      and(ne(folders.path, ''), inArray(folders.id, ctx.db.select({ id: matches.folderId }).from(matches))),
    )
    .orderBy(asc(folders.path))
  return { paths: rows.map((row) => row.path), truncated: rows[0]?.truncated ?? false }
}
