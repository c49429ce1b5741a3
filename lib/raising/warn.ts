import 'server-only'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import type { Holder } from '@/lib/grants/input'
import { isolated } from '@/lib/isolated'
import { outsideView } from '@/lib/own-words'
import { rightsOfUser } from '@/lib/permissions/gifts'
import { isEveryRight } from '@/lib/permissions/rights'
import { seenUsers } from '@/lib/users/names-seen'
import { peopleOf } from './people'

const ofMembers =
  'Where somebody set the password of a member and does not hold all that the member will hold, that password ends: the member needs a recovery link.'

/** What may end when this holder is given something, in whole sentences. For who may give, after that was asked. */
export async function warningsOf(ctx: Context, holder: Holder): Promise<string[]> {
  if ('userId' in holder) return warningOfUser(ctx, holder.userId)
  const people = peopleOf(ctx, { groupIds: [holder.groupId] })
  const [known] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(sql`${users.id} in ${people}`, isNotNull(users.passwordKnownBy)))
    .limit(1)
  return known ? [ofMembers] : []
}

async function warningOfUser(ctx: Context, userId: number): Promise<string[]> {
  const [user] = await ctx.db
    .select({ knownBy: users.passwordKnownBy })
    .from(users)
    .where(eq(users.id, userId))
  if (!user || user.knownBy === null) return []
  const [knower] = await ctx.db
    .select({ username: users.username, deactivatedAt: users.deactivatedAt })
    .from(users)
    .where(eq(users.id, user.knownBy))
  const isAbove = knower?.deactivatedAt === null && isEveryRight(await rightsOfUser(ctx, user.knownBy))
  if (isAbove) return []
  const isSeen = await seenUsers(ctx, [user.knownBy])
  const who = knower && isSeen(user.knownBy) ? isolated(knower.username) : outsideView.somebody
  return [
    `Their password was set by ${who}. Unless ${who} holds all that they will hold, it ends: they need a recovery link.`,
  ]
}
