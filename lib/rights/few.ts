import 'server-only'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from './catalogue'
import { permittedUsers } from './scope'

/** What concerns so few is asked for by their ids; what concerns more lies close enough to be met in order. */
const few = 500

/** Everybody over whom the actor holds the permission, or undefined when these are many. */
export async function fewPermitted(ctx: Context, permission: Permission): Promise<number[] | undefined> {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(await permittedUsers(ctx, permission))
    .limit(few + 1)
  return rows.length > few ? undefined : rows.map(({ id }) => id)
}
