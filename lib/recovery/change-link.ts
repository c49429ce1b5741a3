import 'server-only'
import { and, eq } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { Conflict } from '@/lib/errors'
import type { EventName } from '@/lib/events/catalogue'
import { recordEvent } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'
import { lockUser } from '@/lib/users/lock'
import type { ExtendRecoveryLink, RevokeRecoveryLink } from './input'
import { isOpenLink } from './open'

/** Ends an open recovery link. Throws Conflict for one that has ended. */
export async function revokeRecoveryLink(ctx: Context, input: RevokeRecoveryLink): Promise<void> {
  await changeLink(ctx, input, 'recovery_link.revoked', { revokedAt: ctx.now })
}

/** Lets an open recovery link work until that long from now. Throws Conflict for one that has ended. */
export async function extendRecoveryLink(
  ctx: Context,
  { lifetimeMinutes, ...input }: ExtendRecoveryLink,
): Promise<{ expiresAt: Date }> {
  const expiresAt = new Date(ctx.now.getTime() + lifetimeMinutes * 60_000)
  await changeLink(ctx, input, 'recovery_link.extended', { expiresAt })
  return { expiresAt }
}

async function changeLink(
  ctx: Context,
  { userId, linkId }: RevokeRecoveryLink,
  name: EventName,
  change: { revokedAt: Date } | { expiresAt: Date },
): Promise<void> {
  await requirePermission(ctx, 'users.recover', { userId })
  await inTransaction(ctx, async (ctx) => {
    const user = await lockUser(ctx, userId)
    const isThisLink = and(eq(recoveryLinks.id, linkId), eq(recoveryLinks.userId, userId))
    const [before] = await ctx.db
      .select({ expiresAt: recoveryLinks.expiresAt })
      .from(recoveryLinks)
      .where(and(isThisLink, isOpenLink(ctx.now)))
    if (!before) throw new Conflict('This recovery link has ended already.')
    await ctx.db.update(recoveryLinks).set(change).where(isThisLink)
    await recordEvent(ctx, {
      name,
      subjects: [{ type: 'user', id: String(userId), label: user.username }],
      ...('expiresAt' in change && {
        changes: { expiresAt: { old: before.expiresAt.toISOString(), new: change.expiresAt.toISOString() } },
      }),
      details: { linkId },
    })
  })
}
