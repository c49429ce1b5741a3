import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { countLimit } from '@/lib/kernel/list-input'
import { integers, smallints } from '@/lib/kernel/sql-arrays'
import { lastSignInOrder } from './conditions'
import {
  allFacets,
  gatherUsers,
  inFolders,
  isIndexed,
  matchingUsers,
  type Page,
  planOfAll,
  type SearchPlan,
  type UserSelection,
} from './plans'
import { nearestUsers } from './sample'

/** How many users of the whole list are looked at for a page of it: many by an index alone, fewer by their rows. */
const lookLimits = { indexed: 15_000, looked: 4000 }

/** How many rows a numbered page may pass over. */
const offsetLimits = { indexed: 100_000, looked: countLimit }

/**
 * The ids of one page with their places, as a table of a statement. Where one index holds just the selection in this
 * order, they are read from it. Other selections are looked for in the order of all users; when they lie too far apart
 * there, they are found up to a place or whole, and sorted.
 * `expected`: how many match, at least. Throws Invalid on `page` for an offset that would read too much.
 */
export async function readUsers(
  ctx: Context,
  selection: UserSelection,
  page: Page,
  expected: number,
  plan: SearchPlan = planOfAll(selection),
): Promise<SQL> {
  const { folderIds, facets, times } = selection
  const inOneRange = isIndexed(selection) && times.every(({ order }) => order === page.order)
  const everybody = inOneRange && folderIds === undefined && facets.length === allFacets
  const byFacet = inOneRange && page.byFacet && (folderIds === undefined || folderIds.length === 1)
  const deepest = offsetLimits[everybody || byFacet ? 'indexed' : 'looked']
  if (page.offset + page.limit > deepest + 1) throw new Invalid({ page: [tooDeep(deepest)] })
  if (everybody) return firstOf(sql`(${orderedRows(page, range(selection, page))}) found`, page)
  if (byFacet) return mergeFacets(selection, page)
  // Matches lie `everyone / expected` apart in the order of all users, if evenly.
  if ((page.limit * selection.everyone) / expected < expected) {
    const found = await lookInOrder(ctx, selection, page)
    if (found) return theseUsers(found)
    const near = await nearestUsers(ctx, selection, page)
    const leading = [...plan.leading, page.beyond, near].filter((condition) => condition !== undefined)
    const { ids } = near ? await gatherUsers(ctx, { ...plan, leading }, page) : { ids: [] }
    if (ids.length === page.limit) return theseUsers(ids)
  }
  return theseUsers((await gatherUsers(ctx, plan, page)).ids)
}

/** The part of an order in which the page can lie. */
function range({ times }: UserSelection, { order, beyond }: Page): SQL | undefined {
  return and(beyond, ...times.filter((time) => time.order === order).map(({ condition }) => condition))
}

function tooDeep(deepest: number): string {
  const rows = deepest.toLocaleString('en')
  return `Numbered pages reach the first ${rows} users of this selection. To go further, pass pagination.next_cursor of a page as cursor=.`
}

/** One ordered index range per facet, merged. */
function mergeFacets(selection: UserSelection, page: Page): SQL {
  const one = and(inFolders(selection.folderIds), sql`${users.facet} = g.facet`, range(selection, page))
  const facets = sql`unnest(${smallints(selection.facets)}) g(facet)`
  const from = sql`${facets} cross join lateral (${orderedRows(page, one)}) found`
  return firstOf(from, page)
}

/** Filters the next so many of all users; undefined when neither the page is full then nor the list at its end. */
async function lookInOrder(ctx: Context, selection: UserSelection, page: Page) {
  const { times } = selection
  const byIndex =
    isIndexed(selection) && times.every(({ order }) => order === lastSignInOrder || order === page.order)
  const most = lookLimits[byIndex ? 'indexed' : 'looked']
  const next = sql`select ${users}.*, ${page.order} as key from ${users}
    where ${range(selection, page) ?? sql`true`} order by ${inOrder(page)}`
  const direction = page.descending ? sql`desc` : sql`asc`
  const rows = await ctx.db
    .select({ id: sql<number>`${users.id}` })
    .from(sql`(${next} limit ${most}) users`)
    .where(matchingUsers(selection))
    .orderBy(sql`key ${direction}`, sql`${users.id} ${direction}`)
    .limit(page.limit)
    .offset(page.offset)
  if (rows.length < page.limit) {
    if (!page.beyond && page.offset === 0) return undefined
    const [more] = await ctx.db.select({ one: sql`1` }).from(sql`(${next} limit 1 offset ${most}) more`)
    if (more) return undefined
  }
  return rows.map(({ id }) => id)
}

function inOrder({ order, descending }: Page): SQL {
  const direction = descending ? sql`desc` : sql`asc`
  return sql`${order} ${direction}, ${users.id} ${direction}`
}

function orderedRows(page: Page, where: SQL | undefined): SQL {
  return sql`select ${users.id} as id, ${page.order} as key from ${users}
    where ${where ?? sql`true`} order by ${inOrder(page)} limit ${rows(page, page.offset + page.limit)}`
}

/** Written out where pages of one size all say the same, so that the server plans their statement only once. */
function rows({ offset }: Page, count: number): SQL {
  return offset === 0 ? sql.raw(String(count)) : sql`${count}`
}

function firstOf(from: SQL, page: Page): SQL {
  const direction = page.descending ? sql`desc` : sql`asc`
  return sql`select id, row_number() over () as place from (
    select found.id from ${from} order by found.key ${direction}, found.id ${direction}
    limit ${rows(page, page.limit)} offset ${rows(page, page.offset)}
  ) ordered`
}

/** Users already found, as such a table. */
export function theseUsers(ids: number[]): SQL {
  return sql`select id, place from unnest(${integers(ids)}) with ordinality found(id, place)`
}
