import 'server-only'
import { and, inArray, isNotNull, type SQL } from 'drizzle-orm'
import { recoveryFlows, recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isStandingLink } from './open-links'

/** Revokes every recovery link of these users that stands, and says how many. */
export async function revokeLinksOf(ctx: Context, userIds: number[]): Promise<number> {
  return revokeLinksWhere(ctx, inArray(recoveryLinks.userId, userIds))
}

/** The same for those that a condition on `recovery_links` selects. */
export async function revokeLinksWhere(ctx: Context, condition: SQL): Promise<number> {
  const revoked = await ctx.db
    .update(recoveryLinks)
    .set({ revokedAt: ctx.now })
    .where(and(condition, isStandingLink()))
    .returning({ id: recoveryLinks.id })
  await endReplacedFlows(ctx, condition)
  return revoked.length
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
