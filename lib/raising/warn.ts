import 'server-only'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Rights } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { outsideView } from '@/lib/kernel/own-words'
import { integers } from '@/lib/kernel/sql-arrays'
import { giftsOfUsers } from '@/lib/rights/gifts'
import { seenUsers } from '@/lib/rights/names-seen'
import { noRights, notHeld, type PlacedGift, rightsOfGifts } from '@/lib/rights/rights'
import { isAddressOfOthers, isKnown, rightsOfKnowers, weakerAmong } from './outgrown'

/** What somebody may have set up for a user: who did, whether it serves yet, and what is said of how it ends. */
const things = [
  {
    setUpBy: users.passwordKnownBy,
    isUsed: isKnown(users.passwordKnownBy),
    did: (who: string) => `${who} knows this user's password.`,
    ofSomebody: 'Somebody else knows the password of one of these users.',
    ends: 'the password stops working and the user needs a recovery link.',
  },
  {
    setUpBy: users.emailSetBy,
    isUsed: isAddressOfOthers(),
    did: (who: string) => `${who} set this user's e-mail address.`,
    ofSomebody: 'Somebody else set the e-mail address of one of these users.',
    ends: 'no recovery link is mailed to the address until it is confirmed.',
  },
]
type Thing = (typeof things)[number]

/** Of how many it is looked up whether they gain; of more than so many it is said that one may. */
const lookedAt = 1000

type Given = { people: SQL; isOne: boolean }

/**
 * What may end when these people, a table of ids, are given something, in whole sentences: nothing where everybody who
 * knows a password or set an address holds everything. With `gifts`, what they are given, only of those who gain and who
 * lose by it. `isOne`: they are one user, whom the actor sees. For who may give, after that was asked.
 */
export async function warningsOf(
  ctx: Context,
  given: Given,
  gifts?: readonly PlacedGift[],
): Promise<string[]> {
  if (gifts?.length === 0) return []
  const warnings: string[] = []
  for (const thing of things) warnings.push(...(await warningsAbout(ctx, thing, given, gifts)))
  return warnings
}

async function warningsAbout(
  ctx: Context,
  thing: Thing,
  { people, isOne }: Given,
  gifts?: readonly PlacedGift[],
): Promise<string[]> {
  const isTheirs = and(sql`${users.id} in ${people}`, thing.isUsed)
  const known = await ctx.db.selectDistinct({ knownBy: thing.setUpBy }).from(users).where(isTheirs)
  const rights = await rightsOfKnowers(ctx, known)
  const weaker = weakerAmong(known, rights)
  const first = gifts ? await knowerWhoHoldsLess(ctx, thing, { isTheirs, weaker, rights, gifts }) : weaker[0]
  if (first === undefined) return []
  if (isOne) return [await warningOfUser(ctx, thing, first, rights.has(first))]
  return [`${thing.ofSomebody} If they do not hold everything that user will hold, ${thing.ends}`]
}

type Knowing = {
  isTheirs: SQL | undefined
  weaker: number[]
  rights: ReadonlyMap<number, Rights>
  gifts: readonly PlacedGift[]
}

/** The first of those who hold less than somebody for whom they set this up, once that is given to them who gain by it. */
async function knowerWhoHoldsLess(
  ctx: Context,
  { setUpBy }: Thing,
  { isTheirs, weaker, rights, gifts }: Knowing,
): Promise<number | undefined> {
  if (weaker.length === 0) return undefined
  const rows = await ctx.db
    .select({ id: users.id, knownBy: setUpBy })
    .from(users)
    .where(and(isTheirs, sql`${setUpBy} && ${integers(weaker)}`))
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

async function warningOfUser(
  ctx: Context,
  { did, ends }: Thing,
  knownBy: number,
  isActive: boolean,
): Promise<string> {
  const isSeen = await seenUsers(ctx, [knownBy])
  const [knower] = isSeen(knownBy)
    ? await ctx.db.select({ username: users.username }).from(users).where(eq(users.id, knownBy))
    : []
  const who = knower && isolated(knower.username)
  const when = isActive
    ? `If ${who ?? 'that person'} does not hold everything this user will hold`
    : 'Once this user gains anything'
  return `${did(who ?? outsideView.somebody)} ${when}, ${ends}`
}
