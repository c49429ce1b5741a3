import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { countLimit } from '@/lib/kernel/list-input'
import { Written } from '@/lib/kernel/written-json'
import { requirePermission } from '@/lib/rights/require'
import { filterConditions, type UserFilter } from '@/lib/users/list/filter'
import { findIds, selectMatching } from '@/lib/users/list/list'
import { readCursor, type UserSort, writeCursor } from '@/lib/users/list/order'
import { isCounted } from '@/lib/users/list/plans'
import type { WireUser } from './wire'

export type NumberedPage = {
  /** Left out for no folder, which holds nobody. */
  folder: string | undefined
  subfolders: boolean
  filter: UserFilter
  sort: UserSort
  size: number
  /** From 1. Left out when a cursor says where to go on. */
  number?: number | undefined
  after?: string | undefined
}

export type PageOfUsers = {
  users: Written<WireUser[]>
  shown: number
  count: number
  capped: boolean
  hasNext: boolean
  next: string | null
}

/**
 * One page of users by number or by cursor, each as the table `wire` beside `users` says. A folder that is not there holds
 * nobody.
 * Throws NotFound for a page beyond the end, Invalid on `page` for one too far to reach by number, on `cursor` for one not ours.
 */
export async function listUsersByNumber(ctx: Context, input: NumberedPage, wire: SQL): Promise<PageOfUsers> {
  await requirePermission(ctx, 'users.read')
  const selection = await selectOrNone(ctx, input)
  const { size, number = 1, sort, after } = input
  const cursor = readCursor({ sort, after })
  if (after !== undefined && !cursor.beyond) {
    throw new Invalid({ cursor: ['This cursor is not one of this list in this order.'] })
  }
  if (!selection && number === 1) return nobody
  if (!selection) throw new NotFound('The page')
  const page = { ...cursor, limit: size + 1, offset: (number - 1) * size }
  const { ids, count } = await findIds(ctx, selection, page)
  const { found, users, last } = ids ? await readPage(ctx, ids, size, wire) : noRows
  if (found === 0 && number > 1) throw new NotFound('The page')
  const hasNext = found > size
  return {
    users,
    shown: Math.min(found, size),
    count,
    capped: count > countLimit && !isCounted(selection),
    hasNext,
    next: last && hasNext ? writeCursor(sort, last) : null,
  }
}

const noRows = { found: 0, users: new Written<WireUser[]>('[]'), last: null }
const nobody: PageOfUsers = {
  ...{ users: noRows.users, shown: 0, count: 0, capped: false, hasNext: false, next: null },
}

const sortKey = {
  id: users.id,
  createdAt: users.createdAt,
  lastSignInAt: users.lastSignInAt,
  usernameKey: users.usernameKey,
  nameKey: users.nameKey,
}

/** Writes the first so many of these users; says how many there are, and where the last one written stands. */
async function readPage(ctx: Context, ids: SQL, size: number, wire: SQL) {
  const page = sql`(
    with page as (${ids})
    select (select count(*)::integer from page) as found,
      (select id from page where place = ${size}) as last_id,
      (select coalesce(json_agg(wire order by place), '[]')::text
        from page join ${users} on ${users.id} = page.id cross join ${wire} where place <= ${size}) as written
  ) page`
  const [row] = await ctx.db
    .select({ found: sql<number>`found`, written: sql<string>`written`, last: sortKey })
    .from(page)
    .leftJoin(users, sql`${users.id} = last_id`)
    .prepare('page_of_users')
    .execute()
  if (!row) throw new Error('a page is one row')
  return { found: row.found, users: new Written<WireUser[]>(row.written), last: row.last }
}

async function selectOrNone(ctx: Context, { folder, subfolders, filter }: NumberedPage) {
  if (folder === undefined) return undefined
  try {
    return await selectMatching(ctx, { folder, subfolders }, filterConditions(filter))
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
