import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema'
import { hashPassword } from '@/lib/access/hash'
import { knowersIn } from '@/lib/access/knower'
import { storePassword } from '@/lib/access/store-password'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { inTransaction, type SignedInContext } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { passwordChangedMessage } from '@/lib/mail/messages/password-changed'
import { enqueueNotice } from '@/lib/mail/notice'
import { checkOwnPassword } from '@/lib/sign-in/check-own-password'
import type { ChangePassword } from './input'
import { requireGoodPassword } from './require-good'

/** Changes the actor's own password, given the current one (ASVS 6.2.3), and ends their other sessions and recovery links. */
export async function changeOwnPassword(
  ctx: SignedInContext,
  input: ChangePassword,
): Promise<{ endedSessions: number }> {
  const { userId, label, sessionId } = ctx.actor
  const user = await checkOwnPassword(ctx, input.currentPassword)
  await requireGoodPassword(ctx, input.newPassword, user, 'newPassword')
  const passwordHash = await hashPassword(input.newPassword)
  const notice = await passwordChangedMessage({ ...user, at: ctx.now, by: 'self' })
  const result = await inTransaction(ctx, async (ctx) => {
    const [unchanged] = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.id, userId),
          eq(users.passwordHash, user.passwordHash ?? ''),
          isNull(users.deactivatedAt),
        ),
      )
      .for('no key update')
    if (!unchanged) throw new Conflict('Your password was changed a moment ago. Sign in again.')
    const endedSessions = await storePassword(ctx, {
      ...{ userId, passwordHash, keptSessions: { id: sessionId } },
      begunBy: knowersIn(ctx, userId),
    })
    await recordEvent(ctx, {
      name: 'user.password_changed',
      subjects: [{ type: 'user', id: String(userId), label }],
      details: { endedSessions },
    })
    await enqueueNotice(ctx, { id: userId, email: user.email }, notice)
    return { endedSessions }
  })
  wakeBackground()
  return result
}
