import 'server-only'
import { eq } from 'drizzle-orm'
import { type EventSubject, signInNames, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'

/** Whose username or e-mail address this is, whether or not they may sign in. */
export async function findAccount(ctx: Context, identifier: string) {
  const [user] = await ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      email: users.email,
      passwordHash: users.passwordHash,
      mustChangePassword: users.mustChangePassword,
      devicesForgottenAt: users.devicesForgottenAt,
      deactivatedAt: users.deactivatedAt,
    })
    .from(signInNames)
    .innerJoin(users, eq(users.id, signInNames.userId))
    .where(eq(signInNames.key, nameKey(identifier)))
  return user
}

/**
 * Whom an event at the door is about. Nobody's account stands where a user would, so that recording either is the same
 * work; the name is not kept, for it may be a password typed into the wrong field.
 */
export function accountSubject(user: { id: number; username: string } | undefined): EventSubject {
  if (!user) return { type: 'account', id: 'unknown', label: 'Unknown account' }
  return { type: 'user', id: String(user.id), label: user.username }
}
