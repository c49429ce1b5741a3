import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { groupAncestors, groupMembers, groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isLasting } from '@/lib/rights/lasting'
import { permittedGroups } from '@/lib/rights/scope'

export type Ways = {
  /** Of those in it directly. */
  direct: { addedAt: Date; expiresAt: Date | null } | null
  /** The groups below by which they are in it, of those the actor may see. */
  through: { id: number; name: string }[]
}

/** How each of these users is in a group: directly, or through which groups below it. */
export async function waysInto(ctx: Context, groupId: number, userIds: number[]): Promise<Map<number, Ways>> {
  const ways = new Map<number, Ways>()
  if (userIds.length === 0) return ways
  const rows = await ctx.db
    .select({
      userId: groupMembers.userId,
      id: groups.id,
      name: groups.name,
      addedAt: groupMembers.addedAt,
      expiresAt: groupMembers.expiresAt,
    })
    .from(groupMembers)
    .innerJoin(groupAncestors, eq(groupAncestors.groupId, groupMembers.groupId))
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(
      and(
        eq(groupAncestors.ancestorId, groupId),
        inArray(groupMembers.userId, userIds),
        isLasting(groupMembers.expiresAt, ctx.now),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
    .orderBy(asc(groups.nameKey))
  for (const { userId, id, name, addedAt, expiresAt } of rows) {
    const known = ways.get(userId) ?? { direct: null, through: [] }
    if (id === groupId) known.direct = { addedAt, expiresAt }
    else known.through.push({ id, name })
    ways.set(userId, known)
  }
  return ways
}
