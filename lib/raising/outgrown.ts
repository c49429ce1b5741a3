import 'server-only'
import { and, asc, inArray, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { nameChanges, recoveryFlows, recoveryLinks, sessions, users } from '@/db/schema'
import { isStandingChange } from '@/lib/access/open-name-changes'
import { isStandingLink } from '@/lib/access/recovery-links'
import type { Rights } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { giftsOfUsers } from '@/lib/rights/gifts'
import { isEveryRight, noRights, notHeld, type PlacedGift, rightsOfGifts } from '@/lib/rights/rights'

/** What of a user somebody knows, or set, who does not hold all that the user holds. */
export type Outgrown = {
  userId: number
  username: string
  hasPassword: boolean
  hasAddress: boolean
  sessionIds: string[]
}

/**
 * Who among these people, a table of ids, has a password or a session that somebody else knows, a link by which they may
 * choose one yet, or one that undoes a change, or an address that somebody else set who does not hold everything, each
 * with what they may do now. Their rows are locked, as by everybody who sets a password.
 */
export async function lockWithinReach(ctx: Context, people: SQL): Promise<Map<number, Rights>> {
  const within = sql`(
    select ${users.id} from ${users} where ${users.id} in ${people} and ${isKnown(users.passwordKnownBy)}
    union all select ${sessions.userId} from ${sessions} where ${sessions.userId} in ${people} and ${isKnownSession()}
    union all select ${recoveryLinks.userId} from ${recoveryLinks}
      where ${recoveryLinks.userId} in ${people} and ${isStandingLink()}
    union all select ${recoveryLinks.userId} from ${recoveryLinks}
      where ${recoveryLinks.userId} in ${people} and ${recoveryLinks.id} in (select ${recoveryFlows.linkId} from ${recoveryFlows})
    union all select ${nameChanges.userId} from ${nameChanges}
      where ${nameChanges.userId} in ${people} and ${isStandingChange()}
    union all select ${users.id} from ${users} where ${users.id} in ${people} and ${await isAddressOfWeaker(ctx, people)})`
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(sql`${users.id} in ${within}`)
    .orderBy(asc(users.id))
    .for('no key update')
  const ids = rows.map(({ id }) => id)
  const gifts = await giftsOfUsers(ctx, ids)
  return new Map(ids.map((id) => [id, rightsOfGifts(gifts.get(id) ?? [])]))
}

/** Most addresses are set by somebody who holds everything: they are nobody's way in to anybody, and are left alone. */
async function isAddressOfWeaker(ctx: Context, people: SQL): Promise<SQL> {
  const set = await ctx.db
    .selectDistinct({ knownBy: users.emailSetBy })
    .from(users)
    .where(and(sql`${users.id} in ${people}`, isAddressOfOthers()))
  const weaker = weakerAmong(set, await rightsOfKnowers(ctx, set))
  return sql`not ${users.emailOutgrown} and ${users.emailSetBy} && ${integers(weaker)}`
}

/** Who of those held this before and holds more now. */
export function gainersOf(
  before: ReadonlyMap<number, Rights>,
  held: ReadonlyMap<number, PlacedGift[]>,
): number[] {
  return [...before]
    .filter(([id, rights]) => notHeld(rights, held.get(id) ?? []).length > 0)
    .map(([id]) => id)
}

/**
 * The password, sessions and address of these people that anybody knows or set who is out of service, or gone, or holds
 * less than this.
 */
export async function outgrownBy(
  ctx: Context,
  ids: number[],
  held: ReadonlyMap<number, PlacedGift[]>,
): Promise<Outgrown[]> {
  if (ids.length === 0) return []
  const { id, username, passwordKnownBy: knownBy, emailSetBy, emailOutgrown } = users
  const people = await ctx.db
    .select({ id, username, knownBy, emailSetBy, emailOutgrown })
    .from(users)
    .where(inArray(id, ids))
    .orderBy(asc(id))
  const opened = await ctx.db
    .select({ id: sessions.id, userId: sessions.userId, knownBy: sessions.knownBy })
    .from(sessions)
    .where(and(inArray(sessions.userId, ids), isKnownSession()))
  const knowers = await rightsOfKnowers(ctx, [
    ...people,
    ...people.map(({ emailSetBy }) => ({ knownBy: emailSetBy })),
    ...opened,
  ])
  const isOutgrown = (userId: number, known: number[]) =>
    known.some((id) => notHeld(knowers.get(id) ?? noRights, held.get(userId) ?? []).length > 0)
  return people
    .map(({ id, username, knownBy, emailSetBy, emailOutgrown }) => ({
      ...{ userId: id, username, hasPassword: isOutgrown(id, knownBy) },
      hasAddress: !emailOutgrown && isOutgrown(id, emailSetBy),
      sessionIds: opened
        .filter((session) => session.userId === id && isOutgrown(id, session.knownBy))
        .map((session) => session.id),
    }))
    .filter(({ hasPassword, hasAddress, sessionIds }) => hasPassword || hasAddress || sessionIds.length > 0)
}

/** Whether there is anybody in this column of those who know something. */
export function isKnown(knowers: PgColumn): SQL {
  return sql`${knowers} <> '{}'`
}

/** Whether recovery links are mailed to an address that somebody else set. */
export function isAddressOfOthers(): SQL | undefined {
  return and(isKnown(users.emailSetBy), not(users.emailOutgrown))
}

function isKnownSession(): SQL | undefined {
  return and(isKnown(sessions.knownBy), isNull(sessions.revokedAt))
}

/** What each of them may do who is in service; the others are not in it. */
export async function rightsOfKnowers(
  ctx: Context,
  known: { knownBy: number[] }[],
): Promise<Map<number, Rights>> {
  const ids = [...new Set(known.flatMap(({ knownBy }) => knownBy))]
  const active = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.deactivatedAt)))
  const activeIds = active.map(({ id }) => id)
  const gifts = await giftsOfUsers(ctx, activeIds)
  return new Map(activeIds.map((id) => [id, rightsOfGifts(gifts.get(id) ?? [])]))
}

/** Those who know something and do not hold everything. */
export function weakerAmong(known: { knownBy: number[] }[], rights: ReadonlyMap<number, Rights>): number[] {
  return known.flatMap(({ knownBy }) => knownBy).filter((id) => !isEveryRight(rights.get(id) ?? noRights))
}
