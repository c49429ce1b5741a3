import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { lockRights } from '@/lib/rights/lock'
import { lockUser } from '@/lib/users/lock'
import { addressConfirmed } from './address'
import type { ConfirmAddress } from './input'
import { requireMayChangeNames } from './may'

/**
 * Lets recovery links go again to an address that somebody weaker had set. Who confirms it counts as who set it, and needs
 * what setting it takes, as `requireMayChangeNames` says. Throws Conflict when it is another address by now, or none that
 * has to be confirmed.
 */
export async function confirmAddress(
  ctx: Context,
  { userId, email, currentPassword }: ConfirmAddress,
): Promise<void> {
  await requireMayChangeNames(ctx, userId, currentPassword)
  await inTransaction(ctx, async (unlocked) => {
    const ctx = await lockRights(unlocked)
    await requireMayChangeNames(ctx, userId)
    const user = await lockUser(ctx, userId)
    if (user.email !== email) throw new Conflict('The e-mail address was changed a moment ago.')
    if (!user.emailOutgrown) throw new Conflict('This address does not have to be confirmed.')
    await ctx.db
      .update(users)
      .set({
        ...addressConfirmed(ctx, userId),
        version: sql`${users.version} + 1`,
        updatedAt: ctx.now,
      })
      .where(eq(users.id, userId))
    await recordEvent(ctx, {
      name: 'user.address_confirmed',
      subjects: [{ type: 'user', id: String(userId), label: user.username }],
      details: { email },
    })
  })
}
