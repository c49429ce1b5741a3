import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { SignedInContext } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { said } from '@/words/said'
import { knownDevice } from './device'
import { budgetOfDevice, guessPassword } from './guess'

/**
 * Checks the actor's current password and returns their row. Throws Invalid on `currentPassword`, and LimitReached after
 * too many wrong ones, which count as they do at signing in on this device, or in this session where the device is not
 * known. Call it outside a transaction, which would take the count back.
 */
export async function checkOwnPassword(ctx: SignedInContext, currentPassword: string) {
  const { userId, sessionId } = ctx.actor
  const [user] = await ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      email: users.email,
      passwordHash: users.passwordHash,
      devicesForgottenAt: users.devicesForgottenAt,
    })
    .from(users)
    .where(eq(users.id, userId))
  const budget = budgetOfDevice(userId, knownDevice(ctx, user) ?? sessionId)
  const guess = await guessPassword(ctx, budget, user?.passwordHash ?? null, currentPassword)
  if (!user || guess !== 'right') {
    throw new Invalid({ currentPassword: [said('signIn.errors.currentPasswordWrong')] })
  }
  return user
}
