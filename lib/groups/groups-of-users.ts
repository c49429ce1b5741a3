import 'server-only'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { groupMembers, groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { isLasting } from '@/lib/rights/lasting'
import { permittedGroups } from '@/lib/rights/scope'
import { addMembers } from './change-members'
import { leaveGroups } from './leave'
import { groupIdsOf } from './tied'

/** The groups that the user of a row of `users` is in directly: what follows FROM in a look at each row. */
export function directGroups(now: Date, condition: SQL | undefined): SQL {
  const joined = and(
    sql`${groupMembers.userId} = ${users.id}`,
    isLasting(groupMembers.expiresAt, now),
    condition,
  )
  return sql`${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId} where ${joined}`
}

/**
 * Puts a user into just these groups, of those the actor may see: into those that are missing, out of the others. Each
 * difference needs the right to make it. Throws Invalid on `groups` for one that is not there.
 */
export async function replaceGroups(ctx: Context, userId: number, uuids: string[]): Promise<void> {
  const wanted = await groupIdsOf(ctx, uuids, 'groups')
  const rows = await ctx.db
    .select({ id: groups.id })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(
      and(
        eq(groupMembers.userId, userId),
        isLasting(groupMembers.expiresAt, ctx.now),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
  const present = rows.map(({ id }) => id)
  const leaving = present.filter((id) => !wanted.includes(id))
  const added = wanted.filter((id) => !present.includes(id))
  if (added.length > 0) await addMembers(ctx, { groupIds: added, selected: { ids: [userId] }, until: null })
  // After they are in the others: whoever has a right by the one and by the other gains nothing in between.
  if (leaving.length > 0) await leaveGroups(ctx, { userId, groupIds: leaving })
}

/**
 * The users who are in one of these groups directly, as a condition on `users`; undefined when none is named. Groups out
 * of sight have nobody in them.
 */
export function membersOfGroups(
  ctx: Context,
  names: string[] | undefined,
  uuids: string[] | undefined,
): SQL | undefined {
  if (!names && !uuids) return undefined
  const members = ctx.db
    .select({ id: groupMembers.userId })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(
      and(
        or(names && inArray(groups.nameKey, names.map(nameKey)), uuids && inArray(groups.uuid, uuids)),
        isLasting(groupMembers.expiresAt, ctx.now),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
  return inArray(users.id, members)
}
