import { sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { knowersIn } from '@/lib/access/knower'
import { isSelf } from '@/lib/acts/plan-rows'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'

/**
 * What an address that is set now is worth: recovery links go to it, for the actor holds all that the user holds, and
 * whoever set it may read them. Of one's own account that is also whoever may have chosen its password.
 */
export function addressSet(ctx: Context, { id, email }: { id: number; email: string | null }) {
  const { emailSetBy, emailOutgrown } = addressConfirmed(ctx, id)
  if (email === null) return { emailSetBy: [], emailOutgrown }
  if (!isSelf(ctx, id)) return { emailSetBy, emailOutgrown }
  const all = sql`${users.passwordBegunBy} || ${integers(emailSetBy)}`
  return { emailSetBy: sql`array(select distinct unnest(${all}))`, emailOutgrown }
}

/** The same of one that is confirmed, by a user whose password was left to them when they were given more (020). */
export function addressConfirmed(ctx: Context, id: number) {
  return { emailSetBy: knowersIn(ctx, id), emailOutgrown: false }
}
