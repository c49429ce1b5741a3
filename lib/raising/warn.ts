import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import type { Holder } from '@/lib/grants/input'
import { isolated } from '@/lib/isolated'
import { outsideView } from '@/lib/own-words'
import { isEveryRight, noRights } from '@/lib/permissions/rights'
import { seenUsers } from '@/lib/users/names-seen'
import { isKnown, rightsOfKnowers } from './outgrown'
import { peopleOf } from './people'

const ofMembers =
  'Somebody else knows the password of a member. If they do not hold everything the member will hold, the password stops working and the member needs a recovery link.'

/**
 * What may end when this holder is given something, in whole sentences: nothing where everybody who knows a password holds
 * everything. For who may give, after that was asked.
 */
export async function warningsOf(ctx: Context, holder: Holder): Promise<string[]> {
  const people = peopleOf(
    ctx,
    'userId' in holder ? { userIds: [holder.userId] } : { groupIds: [holder.groupId] },
  )
  const known = await ctx.db
    .selectDistinct({ knownBy: users.passwordKnownBy })
    .from(users)
    .where(and(sql`${users.id} in ${people}`, isKnown(users.passwordKnownBy)))
  const rights = await rightsOfKnowers(ctx, known)
  const weaker = known
    .flatMap(({ knownBy }) => knownBy)
    .find((id) => !isEveryRight(rights.get(id) ?? noRights))
  if (weaker === undefined) return []
  return 'groupId' in holder ? [ofMembers] : [await warningOfUser(ctx, weaker, rights.has(weaker))]
}

async function warningOfUser(ctx: Context, knownBy: number, isActive: boolean): Promise<string> {
  const isSeen = await seenUsers(ctx, [knownBy])
  const [knower] = isSeen(knownBy)
    ? await ctx.db.select({ username: users.username }).from(users).where(eq(users.id, knownBy))
    : []
  const who = knower && isolated(knower.username)
  const when = isActive
    ? `If ${who ?? 'that person'} does not hold everything this user will hold`
    : 'Once this user gains anything'
  return `${who ?? outsideView.somebody} knows this user's password. ${when}, the password stops working and the user needs a recovery link.`
}
