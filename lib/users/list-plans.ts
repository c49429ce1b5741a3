import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { withinFolder } from '@/lib/folders/subtree'
import { countLimit } from './list-input'
import type { Cursor } from './list-order'

type Folder = { id: number; path: string; directUsers: number; totalUsers: number }

export type UserSelection = { folder: Folder; withSubfolders: boolean; facets: number[]; residual: SQL[] }

/** `offset`: how many rows to pass over, for the numbered pages of the API. */
export type Page = Cursor & { limit: number; offset: number }

const allFacets = 16

/** True when the folder's counters say how many users the selection holds, however many. */
export function isCounted({ facets, residual }: UserSelection): boolean {
  return facets.length === allFacets && residual.length === 0
}

/** How many users the selection holds, up to one more than lists count; from the folder's counters where they say it. */
export async function countUsers(ctx: Context, selection: UserSelection): Promise<number> {
  const { folder, withSubfolders, facets } = selection
  if (isCounted(selection)) return withSubfolders ? folder.totalUsers : folder.directUsers
  const matching = and(inArray(users.facet, facets), inFolder(folder, withSubfolders))
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(sql`(select 1 from ${users} where ${matching} limit ${countLimit + 1}) matches`)
  return row?.count ?? 0
}

/** The users of a selection, as a condition. */
export function matchingUsers({ folder, withSubfolders, facets, residual }: UserSelection): SQL | undefined {
  return and(hasFacet(facets), inFolder(folder, withSubfolders), ...residual)
}

/** For selections that match few: finds all of them, counts them, and sorts out the page. */
export async function gatherUsers(
  ctx: Context,
  selection: UserSelection,
  page: Page,
): Promise<{ count: number; ids: number[] }> {
  const matching = matchingUsers(selection)
  const direction = page.descending ? sql`desc` : sql`asc`
  const ids = sql`
    select ${users.id} as id, ${page.order} as key from ${users}
    where ${users.id} in (select id from matches) and ${page.beyond ?? sql`true`}
    order by 2 ${direction}, 1 ${direction} limit ${page.limit} offset ${page.offset}`
  const [row] = await ctx.db.select({ count: sql<number>`count`, ids: sql<number[]>`ids` }).from(
    sql`(
        with matches as materialized (select ${users.id} as id from ${users} where ${matching} limit ${countLimit + 1})
        select (select count(*)::integer from matches) as count,
          case when (select count(*) from matches) > ${countLimit} then '[]'
            else (select coalesce(json_agg(id), '[]') from (${ids}) page) end as ids
      ) gathered`,
  )
  return row ?? { count: 0, ids: [] }
}

/** How many rows a page may pass over: many where an index alone says which, fewer where rows must be looked at. */
const offsetLimits = { indexed: 100_000, filtered: countLimit }

/**
 * For selections an index orders, or that match many: reads the page in order and stops. Throws Invalid on `page` for
 * an offset that would read too much.
 */
export async function streamUsers(ctx: Context, selection: UserSelection, page: Page): Promise<number[]> {
  const { folder, withSubfolders } = selection
  const everywhere = withSubfolders && folder.path === ''
  const indexed = selection.residual.length === 0 && (everywhere || !withSubfolders)
  const deepest = offsetLimits[indexed ? 'indexed' : 'filtered']
  if (page.offset + page.limit > deepest + 1) throw new Invalid({ page: [tooDeep(deepest)] })
  if (everywhere || !withSubfolders || !page.byFacet)
    return mergeFacets(ctx, selection, page, inFolder(folder, withSubfolders))
  const streams = await mergeCost(ctx, selection, page)
  return streams.few
    ? mergeFolders(ctx, selection, page)
    : mergeFacets(ctx, selection, page, inFolder(folder, true))
}

function hasFacet(facets: number[]): SQL | undefined {
  return facets.length === allFacets ? undefined : inArray(users.facet, facets)
}

function tooDeep(deepest: number): string {
  const rows = deepest.toLocaleString('en')
  return `Numbered pages reach the first ${rows} users of this selection. To go further, pass pagination.next_cursor of a page as cursor=.`
}

function inFolder(folder: Folder, withSubfolders: boolean): SQL | undefined {
  if (!withSubfolders) return eq(users.folderId, folder.id)
  if (folder.path === '') return undefined
  return sql`${users.folderId} = any(array(select ${folders.id} from ${folders} where ${withinFolder(folder.path)}))`
}

/** One ordered index range per facet, merged. */
async function mergeFacets(
  ctx: Context,
  { facets, residual }: UserSelection,
  page: Page,
  where: SQL | undefined,
) {
  const ranges = page.byFacet ? facets.map((facet) => eq(users.facet, facet)) : [hasFacet(facets)]
  const branches = ranges.map((range) => sql`(${orderedRows(page, and(range, where, ...residual))})`)
  return firstIds(ctx, sql`(${sql.join(branches, sql` union all `)}) merged`, page)
}

/** One ordered index range per folder and facet, merged: for a subtree of few users. */
async function mergeFolders(ctx: Context, { folder, facets, residual }: UserSelection, page: Page) {
  const each = and(sql`${users.folderId} = f.id`, sql`${users.facet} = g.facet`, ...residual)
  const from = sql`(select id from ${folders} where ${withinFolder(folder.path)} and ${folders.directUsers} > 0) f
    cross join unnest(array[${sql.join(facets, sql`, `)}]::smallint[]) g(facet)
    cross join lateral (${orderedRows(page, each)}) merged`
  return firstIds(ctx, from, page)
}

/** Merging folder by folder reads a page's worth from each; filtering the whole list reads until enough lie inside. */
async function mergeCost(ctx: Context, { folder }: UserSelection, page: Page): Promise<{ few: boolean }> {
  const depth = page.offset + page.limit
  const [row] = await ctx.db
    .select({
      merged: sql<number>`coalesce(sum(least(${folders.directUsers}, ${depth}) + 8), 0)::integer`,
      everyone: sql<number>`(select total_users from folders where parent_id is null)`,
    })
    .from(folders)
    .where(and(withinFolder(folder.path), sql`${folders.directUsers} > 0`))
  if (!row) return { few: true }
  return { few: row.merged <= (depth * row.everyone) / Math.max(1, folder.totalUsers) }
}

function orderedRows(page: Page, where: SQL | undefined): SQL {
  const direction = page.descending ? sql`desc` : sql`asc`
  return sql`select ${users.id} as id, ${page.order} as key from ${users}
    where ${and(where, page.beyond) ?? sql`true`}
    order by ${page.order} ${direction}, ${users.id} ${direction} limit ${page.offset + page.limit}`
}

async function firstIds(ctx: Context, from: SQL, page: Page): Promise<number[]> {
  const direction = page.descending ? sql`desc` : sql`asc`
  const rows = await ctx.db
    .select({ id: sql<number>`merged.id` })
    .from(from)
    .orderBy(sql`merged.key ${direction}`, sql`merged.id ${direction}`)
    .limit(page.limit)
    .offset(page.offset)
  return rows.map((row) => row.id)
}
