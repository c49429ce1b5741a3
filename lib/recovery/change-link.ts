import 'server-only'
import { and, eq } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import { endReplacedFlows, isOpenLink } from '@/lib/access/recovery-links'
import type { EventName } from '@/lib/audit/catalogue'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { requirePermission } from '@/lib/rights/require'
import { lockUser } from '@/lib/users/lock'
import { said } from '@/words/said'
import type { ExtendRecoveryLink, RevokeRecoveryLink } from './input'
import { latestExpiry } from './lifetimes'

/** Ends an open recovery link. Throws Conflict for one that has ended. */
export async function revokeRecoveryLink(ctx: Context, input: RevokeRecoveryLink): Promise<void> {
  await changeLink(ctx, input, 'recovery_link.revoked', async (ctx) => {
    await endReplacedFlows(ctx, eq(recoveryLinks.userId, input.userId))
    return { revokedAt: ctx.now }
  })
}

/**
 * Lets an open recovery link work until that long from now, or until seven days after it was made where that is earlier.
 * Throws Conflict for one that has ended, or that works until then already.
 */
export async function extendRecoveryLink(
  ctx: Context,
  { lifetimeMinutes, ...input }: ExtendRecoveryLink,
): Promise<{ expiresAt: Date }> {
  return changeLink(ctx, input, 'recovery_link.extended', async (ctx, before) => {
    const latest = latestExpiry(before.createdAt)
    if (before.expiresAt >= latest) throw new Conflict(said('recovery.errors.longest'))
    const wanted = new Date(ctx.now.getTime() + lifetimeMinutes * 60_000)
    return { expiresAt: wanted < latest ? wanted : latest }
  })
}

async function changeLink<Change extends { revokedAt: Date } | { expiresAt: Date }>(
  ctx: Context,
  { userId, linkId }: RevokeRecoveryLink,
  name: EventName,
  changing: (ctx: Context, before: { createdAt: Date; expiresAt: Date }) => Promise<Change>,
): Promise<Change> {
  await requirePermission(ctx, 'users.recover', { userId })
  return inTransaction(ctx, async (ctx) => {
    const user = await lockUser(ctx, userId)
    const isThisLink = and(eq(recoveryLinks.id, linkId), eq(recoveryLinks.userId, userId))
    const [before] = await ctx.db
      .select({ createdAt: recoveryLinks.createdAt, expiresAt: recoveryLinks.expiresAt })
      .from(recoveryLinks)
      .where(and(isThisLink, isOpenLink(ctx.now)))
    if (!before) throw new Conflict(said('recovery.errors.ended'))
    const change = await changing(ctx, before)
    await ctx.db.update(recoveryLinks).set(change).where(isThisLink)
    await recordEvent(ctx, {
      name,
      subjects: [{ type: 'user', id: String(userId), label: user.username }],
      ...('expiresAt' in change && {
        changes: { expiresAt: { old: before.expiresAt.toISOString(), new: change.expiresAt.toISOString() } },
      }),
      details: { linkId },
    })
    return change
  })
}
