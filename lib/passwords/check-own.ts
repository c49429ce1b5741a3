import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { SignedInContext } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { consume } from '@/lib/limits/throttle'
import { verifyPassword } from './hash'

const tries = { name: 'change-password', points: 10, seconds: 15 * 60 }

/**
 * Checks the actor's current password and returns their row. Throws Invalid on `currentPassword`, and LimitReached after
 * too many tries, counted together wherever it is asked for. Call it outside a transaction, which would take the count back.
 */
export async function checkOwnPassword(ctx: SignedInContext, currentPassword: string) {
  const { userId } = ctx.actor
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
  if (!user || !(await verifyPassword(user.passwordHash, currentPassword))) {
    throw new Invalid({ currentPassword: ['This is not your current password.'] })
  }
  return user
}
