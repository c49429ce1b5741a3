import 'server-only'
import { and, gt, lt, type SQL, sql } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { requirePermission } from '@/lib/rights/require'
import { permittedGroups } from '@/lib/rights/scope'
import { findGroup } from './find'
import type { ListGroups } from './list-input'
import { directMemberCount } from './member-counts'
import { countBelow, visibleParents } from './relatives'
import { foundByText } from './search-condition'

export type GroupRow = {
  id: number
  name: string
  members: number
  /** How many groups stand directly below, of those the actor may see. */
  below: number
  parents: { id: number; name: string }[]
  updatedAt: Date
}

type Selected = Pick<ListGroups, 'q' | 'parent'> & { onlyRoots: boolean }

/**
 * One page of the groups the actor may see, by name: all of them, those a text is found in, those directly below one, or
 * those with nothing above them. Throws NotFound for a parent out of sight.
 */
export async function listGroups(ctx: Context, input: ListGroups) {
  await requirePermission(ctx, 'groups.read')
  const parent = input.parent === undefined ? undefined : await findGroup(ctx, input.parent)
  const onlyRoots = input.view === 'tree' && input.q === '' && parent === undefined
  const selection = conditionOf(ctx, { ...input, onlyRoots })
  const { rows, previous, next } = await readPage(ctx, selection, input)
  const count = await countGroups(ctx, selection)
  return {
    rows,
    parent: parent && { id: parent.id, name: parent.name },
    total: { count: Math.min(count, countLimit), capped: count > countLimit },
    previous,
    next,
  }
}

export type GroupList = Awaited<ReturnType<typeof listGroups>>

/** How many groups of a branch are shown before one is sent to the list of them. */
const branchSize = 50

/** The first groups directly below one, by name, and whether there are more. For a group that may be seen. */
export async function listBelow(
  ctx: Context,
  parentId: number,
): Promise<{ rows: GroupRow[]; more: boolean }> {
  await requirePermission(ctx, 'groups.read')
  const selection = conditionOf(ctx, { q: '', parent: parentId, onlyRoots: false })
  const { rows, next } = await readPage(ctx, selection, { size: branchSize })
  return { rows, more: next !== undefined }
}

function conditionOf(ctx: Context, { q, parent, onlyRoots }: Selected): SQL | undefined {
  const permitted = permittedGroups(ctx, 'groups.read')
  return and(
    permitted,
    foundByText(q),
    parent === undefined
      ? undefined
      : sql`${groups.id} in (select p.group_id from group_parents p where p.parent_id = ${parent})`,
    onlyRoots ? hasNoneAbove(permitted) : undefined,
  )
}

/** A group whose parents are all out of sight stands at the top, like one without any. */
function hasNoneAbove(permitted: SQL | undefined): SQL {
  const visible = permitted
    ? sql`and p.parent_id in (select ${groups.id} from ${groups} where ${permitted})`
    : sql``
  return sql`not exists (select from group_parents p where p.group_id = ${groups.id} ${visible})`
}

type Place = { size: number; after?: string | undefined; before?: string | undefined }

async function readPage(ctx: Context, selection: SQL | undefined, { size, after, before }: Place) {
  const backwards = after === undefined && before !== undefined
  const from = after ?? before
  const beyond =
    from === undefined ? undefined : backwards ? lt(groups.nameKey, from) : gt(groups.nameKey, from)
  const found = await ctx.db
    .select({
      id: groups.id,
      name: groups.name,
      nameKey: groups.nameKey,
      members: await directMemberCount(ctx),
      updatedAt: groups.updatedAt,
    })
    .from(groups)
    .where(and(selection, beyond))
    .orderBy(backwards ? sql`${groups.nameKey} desc` : groups.nameKey)
    .limit(size + 1)
  const hasMore = found.length > size
  const shown = found.slice(0, size)
  if (backwards) shown.reverse()
  const hasPrevious = backwards ? hasMore : after !== undefined
  return {
    rows: await withRelatives(ctx, shown),
    previous: hasPrevious ? shown[0]?.nameKey : undefined,
    next: backwards || hasMore ? shown.at(-1)?.nameKey : undefined,
  }
}

async function withRelatives<Row extends { id: number }>(ctx: Context, rows: Row[]) {
  const ids = rows.map(({ id }) => id)
  const parents = await visibleParents(ctx, ids)
  const below = await countBelow(ctx, ids)
  return rows.map((row) => ({
    ...row,
    parents: parents.get(row.id) ?? [],
    below: below.get(row.id) ?? 0,
  }))
}

async function countGroups(ctx: Context, selection: SQL | undefined): Promise<number> {
  const matches = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(groups)
    .where(selection)
    .limit(countLimit + 1)
    .as('matches')
  const [row] = await ctx.db.select({ count: sql<number>`count(*)::integer` }).from(matches)
  return row?.count ?? 0
}
