import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { isLasting } from '@/lib/rights/lasting'
import { hasPermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'

const columns = {
  id: sql<number>`id`,
  uuid: sql<string>`uuid`,
  username: sql<string>`username`,
  name: sql<string>`name`,
  email: sql<string | null>`email`,
  isActive: sql<boolean>`is_active`,
  lastSignInAt: sql<string | null>`last_sign_in_at`,
  attributes: sql<Record<string, unknown>>`attributes`,
  expiresAt: sql<string | null>`expires_at`,
}

export type Member = {
  id: number
  uuid: string
  username: string
  name: string
  email: string | null
  isActive: boolean
  lastSignInAt: Date | null
  attributes: Record<string, unknown>
  /** When the membership ends by itself. */
  expiresAt: Date | null
}

/** The first direct members of each of these groups by id, of those the actor may see: one more than so many tells of more. */
export async function firstMembers(
  ctx: Context,
  groupIds: number[],
  most: number,
): Promise<Map<number, Member[]>> {
  const found = new Map<number, Member[]>()
  if (groupIds.length === 0 || !(await hasPermission(ctx, 'users.read'))) return found
  const rows = await ctx.db
    .select({ ...columns, groupId: sql<number>`of_group` })
    .from(sql`(${firstOf(ctx, groupIds, await permittedUsers(ctx, 'users.read'), most)}) members`)
    .orderBy(sql`id`)
  for (const { groupId, lastSignInAt, expiresAt, ...member } of rows) {
    const known = found.get(groupId) ?? []
    known.push({ ...member, lastSignInAt: momentOf(lastSignInAt), expiresAt: momentOf(expiresAt) })
    found.set(groupId, known)
  }
  return found
}

function firstOf(ctx: Context, groupIds: number[], permitted: SQL | undefined, most: number): SQL {
  return sql`select g.id as of_group, found.* from unnest(${integers(groupIds)}) g(id)
    cross join lateral (
      select ${users.id}, ${users.uuid}, ${users.username}, ${users.name}, ${users.email}, ${users.attributes},
        ${users.deactivatedAt} is null as is_active, ${users.lastSignInAt}::text as last_sign_in_at,
        m.expires_at::text as expires_at
      from group_members m join ${users} on ${users.id} = m.user_id
      where m.group_id = g.id and ${isLasting(sql`m.expires_at`, ctx.now)} and ${permitted ?? sql`true`}
      order by m.user_id limit ${most + 1}
    ) found`
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
