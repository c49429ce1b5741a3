import 'server-only'
import { and, inArray, type SQL } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { membersOf } from '@/lib/permissions/scope'
import { isStandingLink } from './open'

/**
 * Revokes every recovery link of people who are given rights: who made it, or knows it, may not act on them any more.
 * Called in the transaction that gives, for users by their ids and for groups with all their members.
 */
export async function endLinksOfRaised(
  ctx: Context,
  { userIds = [], groupIds = [] }: { userIds?: number[]; groupIds?: number[] },
): Promise<void> {
  if (userIds.length > 0) await revokeWhere(ctx, inArray(recoveryLinks.userId, userIds))
  if (groupIds.length > 0) {
    await revokeWhere(ctx, inArray(recoveryLinks.userId, membersOf(groupIds, ctx.now)))
  }
}

/** Revokes every recovery link of these users that stands, and says how many. */
export async function revokeLinksOf(ctx: Context, userIds: number[]): Promise<number> {
  return revokeWhere(ctx, inArray(recoveryLinks.userId, userIds))
}

async function revokeWhere(ctx: Context, condition: SQL): Promise<number> {
  const revoked = await ctx.db
    .update(recoveryLinks)
    .set({ revokedAt: ctx.now })
    .where(and(condition, isStandingLink()))
    .returning({ id: recoveryLinks.id })
  return revoked.length
}
