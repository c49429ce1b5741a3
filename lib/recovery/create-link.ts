import 'server-only'
import { type Context, inTransaction } from '@/lib/context'
import { actorLabel } from '@/lib/events/record'
import { requireUnderLock } from '@/lib/permissions/lock'
import { requirePermission } from '@/lib/permissions/require'
import type { CreateRecoveryLink } from './input'
import { drawLink, placeLink } from './new-link'

/** Makes a recovery link, which ends the one before, and gives its address, this once. Throws Conflict for an inactive user. */
export async function createRecoveryLink(
  ctx: Context,
  { userId, lifetimeMinutes }: CreateRecoveryLink,
): Promise<{ url: string; expiresAt: Date }> {
  await requirePermission(ctx, 'users.recover', { userId })
  const link = drawLink(ctx, lifetimeMinutes)
  await inTransaction(ctx, async (ctx) => {
    await requireUnderLock(ctx, 'users.recover', { userId })
    await placeLink(ctx, link, { userId, createdBy: actorLabel(ctx.actor) })
  })
  return { url: link.url, expiresAt: link.expiresAt }
}
