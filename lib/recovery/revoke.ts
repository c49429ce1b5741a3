import 'server-only'
import { and, inArray, isNotNull, type SQL } from 'drizzle-orm'
import { nameChanges, recoveryFlows, recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { endChangesWhere } from '@/lib/name-changes/end'
import { membersOf } from '@/lib/permissions/scope'
import { isStandingLink } from './open'

/**
 * Revokes every recovery link of people who are given rights, and every link that undoes a change of theirs: who made
 * it, or reads the mail it went to, may not act on them any more.
 * Called in the transaction that gives, for users by their ids and for groups with all their members.
 */
export async function endLinksOfRaised(
  ctx: Context,
  { userIds = [], groupIds = [] }: { userIds?: number[]; groupIds?: number[] },
): Promise<void> {
  if (userIds.length > 0) {
    await revokeWhere(ctx, inArray(recoveryLinks.userId, userIds))
    await endChangesWhere(ctx, inArray(nameChanges.userId, userIds))
  }
  if (groupIds.length > 0) {
    const members = membersOf(groupIds, ctx.now)
    await revokeWhere(ctx, inArray(recoveryLinks.userId, members))
    await endChangesWhere(ctx, inArray(nameChanges.userId, members))
  }
}

/** Revokes every recovery link of these users that stands, and says how many. */
export async function revokeLinksOf(ctx: Context, userIds: number[]): Promise<number> {
  return revokeWhere(ctx, inArray(recoveryLinks.userId, userIds))
}

/**
 * Ends what was begun with asked-for links that a newer one has replaced: a newer one leaves it its time, but nothing
 * else does.
 */
export async function endReplacedFlows(ctx: Context, condition: SQL): Promise<void> {
  const replaced = ctx.db
    .select({ id: recoveryLinks.id })
    .from(recoveryLinks)
    .where(and(condition, isNotNull(recoveryLinks.replacedAt)))
  await ctx.db.delete(recoveryFlows).where(inArray(recoveryFlows.linkId, replaced))
}

async function revokeWhere(ctx: Context, condition: SQL): Promise<number> {
  const revoked = await ctx.db
    .update(recoveryLinks)
    .set({ revokedAt: ctx.now })
    .where(and(condition, isStandingLink()))
    .returning({ id: recoveryLinks.id })
  await endReplacedFlows(ctx, condition)
  return revoked.length
}
