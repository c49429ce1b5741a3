import 'server-only'
import { knowersIn } from '@/lib/access/knower'
import { isSelf } from '@/lib/acts/plan-rows'
import { actorLabel } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requireUnderLock } from '@/lib/rights/lock'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { requireSomebodyElse } from '@/lib/users/own-account'
import type { CreateRecoveryLink } from './input'
import { drawLink, placeLink } from './new-link'

/** Whether the actor may be shown a recovery link of this user. To mail one, the permission is enough. */
export async function mayViewLink(ctx: Context, userId: number): Promise<boolean> {
  return isLinkViewable(ctx, userId) && hasPermission(ctx, 'users.recover', { userId })
}

/** Whether whoever may recover this user may be shown their link, too: of everybody but oneself. */
export function isLinkViewable(ctx: Context, userId?: number): boolean {
  return userId === undefined || !isSelf(ctx, userId)
}

/**
 * Makes a recovery link, which ends the one given before, and gives its address, this once. Throws Conflict for an inactive
 * user, and for one's own account.
 */
export async function createRecoveryLink(
  ctx: Context,
  { userId, lifetimeMinutes }: CreateRecoveryLink,
): Promise<{ url: string; expiresAt: Date }> {
  await requirePermission(ctx, 'users.recover', { userId })
  requireSomebodyElse(ctx, userId)
  const link = drawLink(ctx, lifetimeMinutes)
  await inTransaction(ctx, async (ctx) => {
    await requireUnderLock(ctx, 'users.recover', { userId })
    await placeLink(ctx, link, {
      ...{ userId, kind: 'given', createdBy: actorLabel(ctx.actor), shownTo: knowersIn(ctx, userId) },
    })
  })
  return { url: link.url, expiresAt: link.expiresAt }
}
