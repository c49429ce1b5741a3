import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { countLimit } from './list-input'
import type { Cursor } from './list-order'

type Folder = { id: number; path: string; directUsers: number; totalUsers: number }

/** `order`: the expression by which lists sort that time, and which the condition is about. */
export type TimeCondition = { order: SQL; condition: SQL }

export type UserConditions = {
  facets: number[]
  /** Conditions on a time that lists can be sorted by. */
  times: TimeCondition[]
  /** Conditions for which the row itself must be looked at, such as a search. */
  looked: SQL[]
}

export type UserSelection = UserConditions & {
  folder: Folder
  withSubfolders: boolean
  /** The folders whose users are meant, or undefined for all. */
  folderIds: number[] | undefined
}

/** `offset`: how many rows to pass over, for the numbered pages of the API. */
export type Page = Cursor & { limit: number; offset: number }

export const allFacets = 16

/** True when the folder's counters say how many users the selection holds, however many. */
export function isCounted({ facets, times, looked }: UserConditions): boolean {
  return facets.length === allFacets && times.length + looked.length === 0
}

/** The users of a selection, as a condition. */
export function matchingUsers({ folderIds, facets, times, looked }: UserSelection): SQL | undefined {
  return and(inFolders(folderIds), hasFacet(facets), ...times.map(({ condition }) => condition), ...looked)
}

function hasFacet(facets: number[]): SQL | undefined {
  return facets.length === allFacets ? undefined : inArray(users.facet, facets)
}

// One parameter, so that the planner sees which folders they are and looks them up by hash.
export function inFolders(ids: number[] | undefined): SQL | undefined {
  const [only] = ids ?? []
  if (ids?.length === 1 && only !== undefined) return eq(users.folderId, only)
  return ids && sql`${users.folderId} = any(${`{${ids}}`}::integer[])`
}

/** How many users the selection holds, up to one more than lists count. For conditions that indexes hold. */
export async function countUsers(ctx: Context, selection: UserSelection): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(sql`(select 1 from ${users} where ${matchingUsers(selection)} limit ${countLimit + 1}) matches`)
  return row?.count ?? 0
}

/**
 * True when users picked evenly from the whole say, by four deviations, that the selection holds more than lists count.
 * A few tell most; more are asked only where counting would cost more than they do.
 */
export async function isBroad(ctx: Context, selection: UserSelection): Promise<boolean> {
  if (selection.folder.totalUsers <= countLimit) return false
  for (const size of [128, 512]) {
    const { hits, everyone } = await sampleUsers(ctx, selection, size)
    const share = hits / size
    if ((share - 4 * Math.sqrt((share * (1 - share)) / size)) * everyone > countLimit) return true
    if (hits === 0 || selection.looked.length === 0) return false
  }
  return false
}

async function sampleUsers(ctx: Context, selection: UserSelection, size: number) {
  const sample = sql`(
    select (n * top / ${size}::integer)::integer as id
    from generate_series(1, ${size}::integer) n, (select max(id)::bigint as top from ${users}) ids)`
  const [row] = await ctx.db
    .select({ hits: sql<number>`count(*)::integer`, everyone: sql<number>`(select max(id) from ${users})` })
    .from(users)
    .where(and(sql`${users.id} in ${sample}`, matchingUsers(selection)))
  return { hits: row?.hits ?? 0, everyone: row?.everyone ?? 0 }
}

/** Finds all matches up to a limit, counts them, and sorts out the page. */
export async function gatherUsers(
  ctx: Context,
  selection: UserSelection,
  page: Page,
  most: number | undefined,
): Promise<{ count: number; ids: number[] }> {
  const direction = page.descending ? sql`desc` : sql`asc`
  const [row] = await ctx.db.select({ count: sql<number>`count`, ids: sql<number[]>`ids` }).from(
    sql`(
        with matches as materialized (
          select ${users.id} as id, ${page.order} as key, ${page.beyond ?? sql`true`} as beyond
          from ${users} where ${matchingUsers(selection) ?? sql`true`} limit ${most ?? sql`all`}
        ), page as (
          select id, key from matches where beyond
          order by key ${direction}, id ${direction} limit ${page.limit} offset ${page.offset}
        )
        select (select count(*)::integer from matches) as count,
          (select coalesce(json_agg(id order by key ${direction}, id ${direction}), '[]') from page) as ids
      ) gathered`,
  )
  return row ?? { count: 0, ids: [] }
}
