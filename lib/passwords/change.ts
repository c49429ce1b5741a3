import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema'
import { wakeBackground } from '@/lib/background'
import { inTransaction, type SignedInContext } from '@/lib/context'
import { Conflict, Invalid } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { consume } from '@/lib/limits/throttle'
import { passwordChangedMessage } from '@/lib/mail/messages/password-changed'
import { enqueueNotice } from '@/lib/mail/notice'
import { hashPassword, verifyPassword } from './hash'
import type { ChangePassword } from './input'
import { requireGoodPassword } from './require-good'
import { storePassword } from './store'

const tries = { name: 'change-password', points: 10, seconds: 15 * 60 }

/** Changes the actor's own password, which needs the current one (ASVS 6.2.3), and ends their other sessions and recovery links. */
export async function changeOwnPassword(
  ctx: SignedInContext,
  input: ChangePassword,
): Promise<{ endedSessions: number }> {
  const { userId, label, sessionId } = ctx.actor
  await consume(ctx, [{ limit: tries, key: String(userId) }])
  const [user] = await ctx.db
    .select({
      username: users.username,
      name: users.name,
      email: users.email,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(users.id, userId))
  if (!user || !(await verifyPassword(user.passwordHash, input.currentPassword))) {
    throw new Invalid({ currentPassword: ['This is not your current password.'] })
  }
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
    const endedSessions = await storePassword(ctx, { userId, passwordHash, keptSessions: { id: sessionId } })
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
