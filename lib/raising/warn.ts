import 'server-only'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { isolated } from '@/lib/isolated'
import { outsideView } from '@/lib/own-words'
import { giftsOfUsers } from '@/lib/permissions/gifts'
import {
  isEveryRight,
  noRights,
  notHeld,
  type PlacedGift,
  type Rights,
  rightsOfGifts,
} from '@/lib/permissions/rights'
import { seenUsers } from '@/lib/users/names-seen'
import { isKnown, rightsOfKnowers } from './outgrown'

const ofSomebody =
  'Somebody else knows the password of one of these users. If they do not hold everything that user will hold, the password stops working and the user needs a recovery link.'

/** Of how many it is looked up whether they gain; of more than so many it is said that one may. */
const lookedAt = 1000

/**
 * What may end when these people, a table of ids, are given something, in whole sentences: nothing where everybody who
 * knows a password holds everything. With `gifts`, what they are given, only of those who gain and whose password ends by
 * it. `isOne`: they are one user, whom the actor sees. For who may give, after that was asked.
 */
export async function warningsOf(
  ctx: Context,
  { people, isOne }: { people: SQL; isOne: boolean },
  gifts?: readonly PlacedGift[],
): Promise<string[]> {
  if (gifts?.length === 0) return []
  const isTheirs = and(sql`${users.id} in ${people}`, isKnown(users.passwordKnownBy))
  const known = await ctx.db.selectDistinct({ knownBy: users.passwordKnownBy }).from(users).where(isTheirs)
  const rights = await rightsOfKnowers(ctx, known)
  const isWeaker = (id: number) => !isEveryRight(rights.get(id) ?? noRights)
  const weaker = known.flatMap(({ knownBy }) => knownBy).filter(isWeaker)
  const first = gifts ? await knowerWhoHoldsLess(ctx, { isTheirs, weaker, rights, gifts }) : weaker[0]
  if (first === undefined) return []
  return isOne ? [await warningOfUser(ctx, first, rights.has(first))] : [ofSomebody]
}

type Knowing = {
  isTheirs: SQL | undefined
  weaker: number[]
  rights: ReadonlyMap<number, Rights>
  gifts: readonly PlacedGift[]
}

/** The first of those who hold less than somebody whose password they know, once that is given to them who gain by it. */
async function knowerWhoHoldsLess(
  ctx: Context,
  { isTheirs, weaker, rights, gifts }: Knowing,
): Promise<number | undefined> {
  if (weaker.length === 0) return undefined
  const rows = await ctx.db
    .select({ id: users.id, knownBy: users.passwordKnownBy })
    .from(users)
    .where(and(isTheirs, sql`${users.passwordKnownBy} && ${`{${weaker}}`}::integer[]`))
    .orderBy(asc(users.id))
    .limit(lookedAt + 1)
  if (rows.length > lookedAt) return weaker[0]
  const held = await giftsOfUsers(
    ctx,
    rows.map(({ id }) => id),
  )
  for (const { id, knownBy } of rows) {
    const before = held.get(id) ?? []
    if (notHeld(rightsOfGifts(before), gifts).length === 0) continue
    const holdsLess = (knower: number) =>
      notHeld(rights.get(knower) ?? noRights, [...before, ...gifts]).length > 0
    const found = knownBy.find(holdsLess)
    if (found !== undefined) return found
  }
  return undefined
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
