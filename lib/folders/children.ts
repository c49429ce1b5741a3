import 'server-only'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { depthOf } from '@/lib/rights/folder-paths'
import { asSeen, type Sight, seenFolders, sightOf } from '@/lib/rights/sight'
import { getFolder } from './get'
import type { ListFolderChildren } from './input'
import { withRefusals } from './refused'
import type { FolderChildren, FolderNode } from './types'

/** How many children of one folder are shown at a time. */
export const childrenLimit = 200

/** The children of a folder that the actor sees, or those after the ones already shown. Throws NotFound when it is gone. */
export async function listFolderChildren(ctx: Context, input: ListFolderChildren): Promise<FolderChildren> {
  await getFolder(ctx, input.parent)
  const sight = await sightOf(ctx)
  const { after } = input
  const rows = await ctx.db
    .select({
      id: folders.id,
      name: folders.name,
      path: folders.path,
      directUsers: folders.directUsers,
      totalUsers: folders.totalUsers,
      hasChildren: hasSeenChildren(sight, sql`folders.id`),
    })
    .from(folders)
    .where(
      and(
        eq(folders.parentId, input.parent),
        seenFolders(sight),
        after ? sql`${folders.name} > (select name from folders shown where shown.id = ${after})` : undefined,
      ),
    )
    .orderBy(asc(folders.name))
    .limit(childrenLimit + 1)
  const children = rows
    .slice(0, childrenLimit)
    .map((row) => withRefusals(ctx, asSeen(sight, { ...row, depth: depthOf(row.path) })))
  const last = children.at(-1)
  if (last && rows.length > childrenLimit) return { children, moreAfter: last.id }
  return { children: after === undefined ? children.sort(byName) : children }
}

/** A scalar query, since the planner would rather hash the whole table for an "exists". */
export function hasSeenChildren(sight: Sight | undefined, folderId: SQL): SQL<boolean> {
  const seen = seenFolders(sight, { id: sql`below.id`, path: sql`below.path` }) ?? sql`true`
  return sql<boolean>`coalesce((select true from folders below where below.parent_id = ${folderId} and ${seen} limit 1), false)`
}

const collator = new Intl.Collator('en', { numeric: true })

/** As people sort: without regard to case, "Team 2" before "Team 10". For lists that are complete. */
export function byName(a: FolderNode, b: FolderNode): number {
  return collator.compare(a.name, b.name)
}
