import 'server-only'
import { isSelf } from '@/lib/acts/plan-rows'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { hasPermission } from '@/lib/rights/require'
import { requireRecentProof } from '@/lib/sign-in/recent-proof'

const namesAreKeys =
  'Changing a username or an e-mail address takes the right to recover the user: people sign in with both.'

/** Whether the actor may change what this user signs in with; of one's own account, given recent proof. */
export async function mayChangeNames(ctx: Context, userId: number): Promise<boolean> {
  return isSelf(ctx, userId) || hasPermission(ctx, 'users.recover', { userId })
}

/**
 * For whoever is about to change the username or address of a user, beside what any change asks. Throws Forbidden unless
 * the actor may recover that user, since a recovery link goes to the address; and for one's own account unless there is
 * recent proof, as `requireRecentProof` says.
 */
export async function requireMayChangeNames(
  ctx: Context,
  userId: number,
  currentPassword?: string,
): Promise<void> {
  if (isSelf(ctx, userId)) return requireRecentProof(ctx, currentPassword)
  if (!(await mayChangeNames(ctx, userId))) throw new Forbidden(namesAreKeys)
}
