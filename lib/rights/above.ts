import 'server-only'
import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { giftsWithin } from './gifts'
import { isLasting } from './lasting'
import { isEveryRight, notHeld } from './rights'
import { holdersOfSame } from './same-grants'
import { membersOf, rightsOf } from './scope'

/** Whether any of these people, a table of ids, holds a right that the actor does not hold over at least its scope. */
export async function isSomebodyAbove(ctx: Context, people: SQL): Promise<boolean> {
  return (await beyondActor(ctx, people)).length > 0
}

/** Who of them does so, as a condition on `users` that holds for some others too; undefined for nobody. */
export async function aboveAmong(ctx: Context, people: SQL): Promise<SQL | undefined> {
  const holders = await holdersOfSame(ctx, await beyondActor(ctx, people))
  if (holders.length === 0) return undefined
  const userIds = holders.flatMap(({ userId }) => userId ?? [])
  const groupIds = holders.flatMap(({ groupId }) => groupId ?? [])
  return or(inArray(users.id, userIds), inArray(users.id, membersOf(groupIds, ctx.now)))
}

/** Grants that reach these people and give what the actor lacks, one of each kind. */
async function beyondActor(ctx: Context, people: SQL): Promise<string[]> {
  const rights = rightsOf(ctx)
  if (isEveryRight(rights)) return []
  const groups = sql`(select a.ancestor_id from group_members m join group_ancestors a on a.group_id = m.group_id
    where m.user_id in ${people} and ${isLasting(sql`m.expires_at`, ctx.now)})`
  // Each a join of its own: under an "or" PostgreSQL looks through all the people for every grant.
  const reaching = sql`(select h.id from grants h where h.user_id in ${people}
    union all select h.id from grants h where h.group_id in ${groups})`
  const held = await giftsWithin(ctx, sql`g.id in ${reaching}`)
  return held.filter(({ gift }) => notHeld(rights, [gift]).length > 0).map(({ id }) => id)
}
