import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { integers } from '@/lib/kernel/sql-arrays'
import { isAnywhere, type TimeCondition, textCondition } from './conditions'
import type { Cursor } from './order'

type Folder = { id: number; path: string; directUsers: number; totalUsers: number }

export type UserConditions = {
  facets: number[]
  /** Conditions on a time that lists can be sorted by. */
  times: TimeCondition[]
  /** Texts to be found in username, name or e-mail. */
  words: string[]
  /** Other conditions for which the row itself must be looked at. */
  looked: SQL[]
}

export type UserSelection = UserConditions & {
  /** With how many users its conditions on folders hold. */
  folder: Folder
  /** With how many users the actor sees. */
  seenFolder: Folder
  /** Whether these are all it holds. */
  seesAll: boolean
  /** How many users there are in all. */
  everyone: number
  withSubfolders: boolean
  /** The folders whose users are meant, or undefined for all. */
  folderIds: number[] | undefined
}

/** `offset`: how many rows to pass over, for the numbered pages of the API. */
export type Page = Cursor & { limit: number; offset: number }

export const allFacets = 16

/** True when the folder's counters say how many users the selection holds, however many. */
export function isCounted(conditions: UserConditions): boolean {
  return conditions.facets.length === allFacets && conditions.times.length === 0 && isIndexed(conditions)
}

/** True when the ordered indexes hold all that must be known of a user. */
export function isIndexed({ words, looked }: UserConditions): boolean {
  return words.length + looked.length === 0
}

/** One condition of a selection; `word` for a text that the index of trigrams finds. */
export type Condition = { condition: SQL; word?: string }

/** The users of a selection, as conditions all of which must hold. That of the folder comes first. */
export function conditionsOf({ folderIds, facets, times, words, looked }: UserSelection): Condition[] {
  const listed = [inFolders(folderIds), hasFacet(facets)].filter((condition) => condition !== undefined)
  return [
    ...[...listed, ...looked].map((condition) => ({ condition })),
    ...times.map(({ condition }) => ({ condition })),
    ...words.map((word) => ({ condition: textCondition(word), ...(isAnywhere(word) && { word }) })),
  ]
}

/** The users of a selection, as one condition. */
export function matchingUsers(selection: UserSelection): SQL | undefined {
  return and(...conditionsOf(selection).map(({ condition }) => condition))
}

function hasFacet(facets: number[]): SQL | undefined {
  return facets.length === allFacets ? undefined : inArray(users.facet, facets)
}

// One parameter, so that the planner sees which folders they are and looks them up by hash.
export function inFolders(ids: number[] | undefined): SQL | undefined {
  const [only] = ids ?? []
  if (ids?.length === 1 && only !== undefined) return eq(users.folderId, only)
  return ids && sql`${users.folderId} = any(${integers(ids)})`
}

/** How many users the selection holds, up to one more than lists count. For conditions that indexes hold. */
export async function countUsers(ctx: Context, selection: UserSelection): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(sql`(select 1 from ${users} where ${matchingUsers(selection)} limit ${countLimit + 1}) matches`)
  return row?.count ?? 0
}

/**
 * How matches are found: indexes are asked about the leading conditions, and the rows found so about the others.
 * `table`: what stands for the users, when it need not be all of them.
 */
export type SearchPlan = { leading: SQL[]; others: SQL[]; table?: SQL }

/** Leaves it to the planner. */
export function planOfAll(selection: UserSelection): SearchPlan {
  return { leading: conditionsOf(selection).map(({ condition }) => condition), others: [] }
}

/** Finds all matches up to a limit, counts them, and sorts out the page. */
export async function gatherUsers(
  ctx: Context,
  { leading, others, table = sql`${users}` }: SearchPlan,
  page: Page,
  most?: number,
): Promise<{ count: number; ids: number[] }> {
  const direction = page.descending ? sql`desc` : sql`asc`
  const led = and(...leading) ?? sql`true`
  // OFFSET 0 keeps the others out of it, where the planner would ask large indexes about them too.
  const from = others.length === 0 ? table : sql`(select * from ${table} where ${led} offset 0) users`
  const [row] = await ctx.db.select({ count: sql<number>`count`, ids: sql<number[]>`ids` }).from(
    sql`(
        with matches as materialized (
          select ${users.id} as id, ${page.order} as key, ${page.beyond ?? sql`true`} as beyond
          from ${from} where ${and(...others) ?? led} limit ${most ?? sql`all`}
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
