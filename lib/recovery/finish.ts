import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { recoveryFlows, recoveryLinks } from '@/db/schema'
import { hashPassword } from '@/lib/access/hash'
import { storePassword } from '@/lib/access/store-password'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { passwordChangedMessage } from '@/lib/mail/messages/password-changed'
import { enqueueNotice } from '@/lib/mail/notice'
import { requireGoodPassword } from '@/lib/passwords/require-good'
import { lockUser } from '@/lib/users/lock'
import { said } from '@/words/said'
import { findFlow } from './look-up'

/**
 * Sets the password somebody chose and uses their link up; every session of theirs ends, and nobody is signed in. Throws
 * Conflict unless the flow is at this step now, and Invalid on `newPassword` when the policy refuses it, which uses nothing up.
 */
export async function finishRecovery(
  ctx: Context,
  secret: string,
  newPassword: string,
): Promise<{ userId: number }> {
  const { user } = await flowAtPassword(ctx, secret)
  await requireGoodPassword(ctx, newPassword, user, 'newPassword')
  const passwordHash = await hashPassword(newPassword)
  const notice = await passwordChangedMessage({ ...user, at: ctx.now, by: 'recovery' })
  await inTransaction(ctx, async (ctx) => {
    await lockUser(ctx, user.id)
    const { linkId } = await flowAtPassword(ctx, secret)
    const [link] = await ctx.db
      .update(recoveryLinks)
      .set({ usedAt: ctx.now })
      .where(and(eq(recoveryLinks.id, linkId), isNull(recoveryLinks.usedAt)))
      .returning({ shownTo: recoveryLinks.shownTo })
    if (!link) throw over()
    await ctx.db.delete(recoveryFlows).where(eq(recoveryFlows.linkId, linkId))
    const endedSessions = await storePassword(ctx, { userId: user.id, passwordHash, knownBy: link.shownTo })
    await recordEvent(ctx, {
      name: 'user.password_recovered',
      subjects: [{ type: 'user', id: String(user.id), label: user.username }],
      details: { linkId, endedSessions },
    })
    await enqueueNotice(ctx, user, notice)
  })
  wakeBackground()
  return { userId: user.id }
}

async function flowAtPassword(ctx: Context, secret: string) {
  const flow = await findFlow(ctx, secret)
  if (flow?.step !== 'password') throw over()
  return flow
}

function over(): Conflict {
  return new Conflict(said('recovery.errors.tookTooLong'))
}
