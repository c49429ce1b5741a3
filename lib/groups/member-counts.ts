import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { integers } from '@/lib/kernel/sql-arrays'
import { isLasting } from '@/lib/rights/lasting'
import { hasPermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'
import { groupsWithin } from './relatives'

// Drizzle would write a column of its own without the table, which means another one inside.
const outerId = sql.raw('groups.id')

/**
 * How many users are in the group of a row directly, of those the actor may see: by the counter, without memberships
 * that are over, for who sees everybody; otherwise counted, up to one more than lists count.
 */
export async function directMemberCount(ctx: Context): Promise<SQL<number>> {
  if (!(await hasPermission(ctx, 'users.read'))) return sql<number>`0`
  const permitted = await permittedUsers(ctx, 'users.read')
  if (permitted) {
    return sql<number>`(select count(*)::integer from (
      select from group_members m join ${users} on ${users.id} = m.user_id
      where m.group_id = ${outerId} and ${isLasting(sql`m.expires_at`, ctx.now)} and ${permitted} limit ${countLimit + 1}) counted)`
  }
  return allDirectMembers(ctx.now)
}

/** How many users are in the group of a row directly, whoever may see them. */
export function allDirectMembers(now: Date): SQL<number> {
  return sql<number>`(${groups.directMembers} - (select count(*)::integer from group_members m
    where m.expires_at <= ${now.toISOString()}::timestamptz and m.group_id = ${outerId}))`
}

/** How many different users are in a group or in one below it, up to one more than lists count. */
export async function countAllMembers(ctx: Context, groupId: number): Promise<number> {
  if (!(await hasPermission(ctx, 'users.read'))) return 0
  const permitted = await permittedUsers(ctx, 'users.read')
  const visible = permitted
    ? sql`and exists (select from ${users} where ${users.id} = m.user_id and ${permitted})`
    : sql``
  const within = await groupsWithin(ctx, groupId)
  // Of one group nobody comes twice.
  const different = within.length > 1 ? sql`distinct` : sql``
  const [row] = await ctx.db.select({ count: sql<number>`count(*)::integer` }).from(
    sql`(select ${different} m.user_id from group_members m
      where m.group_id = any(${integers(within)}) and ${isLasting(sql`m.expires_at`, ctx.now)} ${visible} limit ${countLimit + 1}) counted`,
  )
  return row?.count ?? 0
}
