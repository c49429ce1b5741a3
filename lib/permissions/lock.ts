import 'server-only'
import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { rightsOfUser } from './gifts'

/**
 * Lets one writer at a time change who may do what, and gives the context with the actor's rights as they are now, so
 * that nobody gives what was taken from them a moment ago. Every writer of groups, memberships, roles and grants, and
 * whoever takes users out of service, calls this after folders and before users are locked.
 */
export async function lockRights<Ctx extends Context>(ctx: Ctx): Promise<Ctx> {
  await ctx.db.execute(sql`select lock_rights()`)
  const { actor } = ctx
  if (!('rights' in actor)) return ctx
  return { ...ctx, actor: { ...actor, rights: await rightsOfUser(ctx, actor.userId) } }
}
