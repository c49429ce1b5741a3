import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'

type LockedUser = Pick<
  typeof users.$inferSelect,
  'username' | 'email' | 'emailSetBy' | 'emailOutgrown' | 'deactivatedAt'
>

/**
 * Locks the user whose links or password are about to change. Every writer of those does this first, so that what
 * is read after it holds until the commit. Throws NotFound.
 */
export async function lockUser(ctx: Context, userId: number): Promise<LockedUser> {
  const { username, email, emailSetBy, emailOutgrown, deactivatedAt } = users
  const [user] = await ctx.db
    .select({ username, email, emailSetBy, emailOutgrown, deactivatedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for('no key update')
  if (!user) throw new NotFound('The user')
  return user
}
