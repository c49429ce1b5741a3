import 'server-only'
import { isSelf } from '@/lib/acts/plan-rows'
import type { Context } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'

export const ownPassword = 'Change your own password under My account.'

/**
 * Throws Conflict for one's own account. Replacing one's own password takes the one before (ASVS 6.2.3), or a session or
 * token left open would be enough to take an account over; what helps others does not ask for it.
 */
export function requireSomebodyElse(ctx: Context, userId: number): void {
  if (isSelf(ctx, userId)) throw new Conflict(ownPassword)
}
