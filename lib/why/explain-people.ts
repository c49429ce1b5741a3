import 'server-only'
import { and, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { isLasting } from '@/lib/rights/lasting'
import { permittedUsers } from '@/lib/rights/scope'
import type { Person } from './explain-types'

/** How many groups are looked into for their members. */
const mostGroups = 200

/** Those of these users who are active and in the asker's view, by username. */
export async function activePeople(ctx: Context, ids: number[], most: number): Promise<Person[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select({ id: users.id, username: users.username, name: users.name })
    .from(users)
    .where(
      and(
        sql`${users.id} = any(${integers([...new Set(ids)])})`,
        isNull(users.deactivatedAt),
        await permittedUsers(ctx, 'users.read'),
      ),
    )
    .orderBy(users.usernameKey)
    .limit(most)
}

/** Members of any of these groups, directly or through groups below, at most so many, group by group. */
export async function membersOfAny(ctx: Context, groupIds: number[], most: number): Promise<number[]> {
  if (groupIds.length === 0) return []
  const rows = await ctx.db
    .select({ id: sql<number>`found.user_id` })
    .from(
      sql`unnest(${integers(groupIds.slice(0, mostGroups))}) h(id) cross join lateral (
        select m.user_id from group_ancestors a join group_members m on m.group_id = a.group_id
        where a.ancestor_id = h.id and ${isLasting(sql`m.expires_at`, ctx.now)} limit ${most}) found`,
    )
    .limit(most)
  return rows.map(({ id }) => id)
}
