import 'server-only'
import { hashPassword } from '@/lib/access/hash'
import { knowersIn } from '@/lib/access/knower'
import { storePassword } from '@/lib/access/store-password'
import { isSelf } from '@/lib/acts/plan-rows'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { passwordSetMessage } from '@/lib/mail/messages/password-set'
import { enqueueNotice } from '@/lib/mail/notice'
import { requireUnderLock } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { readSettings } from '@/lib/settings/read'
import { getUser } from '@/lib/users/get'
import { lockUser } from '@/lib/users/lock'
import { requireSomebodyElse } from '@/lib/users/own-account'
import type { SetPassword } from './input'
import { requireGoodPassword } from './require-good'

/** Whether this user's password, or anybody's, can be chosen by others: never one's own, and if the settings let it. */
export async function isPasswordSettable(ctx: Context, userId?: number): Promise<boolean> {
  if (userId !== undefined && isSelf(ctx, userId)) return false
  return !(await isForbidden(ctx))
}

/**
 * Sets somebody else's password. The old one, tickets and recovery links die with it, and sessions if so wanted; they are
 * told by mail. Throws Invalid on `password` when the policy refuses it, Forbidden when the settings do, Conflict for one's
 * own account.
 */
export async function setPassword(ctx: Context, input: SetPassword): Promise<{ endedSessions: number }> {
  const { userId, password, mustChange, endSessions } = input
  await requirePermission(ctx, 'users.set_password', { userId })
  if (await isForbidden(ctx)) {
    throw new Forbidden('The settings forbid setting the password of others. Send a recovery link instead.')
  }
  requireSomebodyElse(ctx, userId)
  const user = await getUser(ctx, userId)
  await requireGoodPassword(ctx, password, user, 'password')
  const passwordHash = await hashPassword(password)
  const notice = await passwordSetMessage({ ...user, at: ctx.now, mustChange })
  const endedSessions = await inTransaction(ctx, async (ctx) => {
    await requireUnderLock(ctx, 'users.set_password', { userId })
    await lockUser(ctx, userId)
    const endedSessions = await storePassword(ctx, {
      ...{ userId, passwordHash, mustChange, knownBy: knowersIn(ctx, userId) },
      ...(!endSessions && { keptSessions: 'all' }),
    })
    await recordEvent(ctx, {
      name: 'user.password_set',
      subjects: [{ type: 'user', id: String(userId), label: user.username }],
      details: { mustChange, endedSessions },
    })
    await enqueueNotice(ctx, user, notice)
    return endedSessions
  })
  wakeBackground()
  return { endedSessions }
}

/** The operator is the way back in when all else is closed, so the settings do not bind them. */
async function isForbidden(ctx: Context): Promise<boolean> {
  if (ctx.actor.type === 'operator') return false
  return !(await readSettings(ctx, 'passwords')).setByAdministrators
}
