import 'server-only'
import type { Context } from '@/lib/kernel/context'

/** Whether this user has a second factor to pass before choosing a password. Nobody has one yet: there are no authenticators. */
export async function needsSecondFactor(_ctx: Context, _userId: number): Promise<boolean> {
  return false
}
