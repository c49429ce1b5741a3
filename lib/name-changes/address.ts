import type { Context } from '@/lib/context'
import { knowersIn } from '@/lib/passwords/knower'

/**
 * What an address that is set or confirmed now is worth: recovery links go to it, for the actor holds all that the user
 * holds, and whoever set it may read them.
 */
export function addressSet(ctx: Context, { id, email }: { id: number; email: string | null }) {
  return { emailSetBy: email === null ? [] : knowersIn(ctx, id), emailOutgrown: false }
}
