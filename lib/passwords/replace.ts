import 'server-only'
import { hashPassword, verifyPassword } from '@/lib/access/hash'
import { storePassword } from '@/lib/access/store-password'
import { issueTicket, readTicket, type Ticket, useTicket } from '@/lib/access/tickets'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { passwordChangedMessage } from '@/lib/mail/messages/password-changed'
import { enqueueNotice } from '@/lib/mail/notice'
import { noRights } from '@/lib/rights/rights'
import { requireGoodPassword } from './require-good'

const isOver = 'This took too long, or your account has changed. Sign in again.'

/** Who is to choose a new password before they can sign in, by the ticket of their sign-in, or undefined. */
export async function pendingReplacement(ctx: Context, ticket: string) {
  const user = await readTicket(ctx, ticket, 'new_password')
  return user && { username: user.username, name: user.name, email: user.email }
}

/**
 * Replaces the password somebody was given, which ends all their sessions, and returns a ticket for the session that
 * this sign-in was about. Throws Invalid on `newPassword`, also for the one they were given, and Conflict when the ticket
 * no longer stands.
 */
export async function replacePassword(ctx: Context, ticket: string, newPassword: string): Promise<Ticket> {
  const pending = await readTicket(ctx, ticket, 'new_password')
  if (!pending) throw new Conflict(isOver)
  if (await verifyPassword(pending.passwordHash, newPassword)) {
    throw new Invalid({ newPassword: ['Choose another password than the one you were given.'] })
  }
  await requireGoodPassword(ctx, newPassword, pending, 'newPassword')
  const passwordHash = await hashPassword(newPassword)
  const notice = await passwordChangedMessage({ ...pending, at: ctx.now, by: 'self' })
  const next = await inTransaction(ctx, async (ctx) => {
    const user = await useTicket(ctx, ticket, 'new_password')
    if (!user) throw new Conflict(isOver)
    const { id, username } = user
    const endedSessions = await storePassword(ctx, { userId: id, passwordHash, begunBy: [] })
    const actor = { type: 'person' as const, userId: id, label: username, rights: noRights }
    await recordEvent(
      { ...ctx, actor },
      {
        name: 'user.password_changed',
        subjects: [{ type: 'user', id: String(id), label: username }],
        details: { endedSessions },
      },
    )
    await enqueueNotice(ctx, user, notice)
    return issueTicket(ctx, { id, passwordHash }, 'session')
  })
  wakeBackground()
  return next
}
