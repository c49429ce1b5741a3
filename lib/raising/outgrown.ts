import 'server-only'
import { and, asc, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { nameChanges, recoveryFlows, recoveryLinks, sessions, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { isStandingChange } from '@/lib/name-changes/open'
import { giftsOfUsers } from '@/lib/permissions/gifts'
import { noRights, notHeld, type PlacedGift, type Rights, rightsOfGifts } from '@/lib/permissions/rights'
import { isStandingLink } from '@/lib/recovery/open'

/** What of a user somebody knows who does not hold all that the user holds. */
export type Outgrown = { userId: number; username: string; hasPassword: boolean; sessionIds: string[] }

/**
 * Who among these people, a table of ids, has a password or a session that somebody else knows, a link by which they may
 * choose one yet, or one that undoes a change, each with what they may do now. Their rows are locked, as by everybody who
 * sets a password.
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
      where ${nameChanges.userId} in ${people} and ${isStandingChange()})`
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

/** Who of those held this before and holds more now. */
export function gainersOf(
  before: ReadonlyMap<number, Rights>,
  held: ReadonlyMap<number, PlacedGift[]>,
): number[] {
  return [...before]
    .filter(([id, rights]) => notHeld(rights, held.get(id) ?? []).length > 0)
    .map(([id]) => id)
}

/** The password and sessions of these people that are known to anybody out of service, or gone, or who holds less than this. */
export async function outgrownBy(
  ctx: Context,
  ids: number[],
  held: ReadonlyMap<number, PlacedGift[]>,
): Promise<Outgrown[]> {
  if (ids.length === 0) return []
  const { id, username, passwordKnownBy: knownBy } = users
  const people = await ctx.db
    .select({ id, username, knownBy })
    .from(users)
    .where(inArray(id, ids))
    .orderBy(asc(id))
  const opened = await ctx.db
    .select({ id: sessions.id, userId: sessions.userId, knownBy: sessions.knownBy })
    .from(sessions)
    .where(and(inArray(sessions.userId, ids), isKnownSession()))
  const knowers = await rightsOfKnowers(ctx, [...people, ...opened])
  const isOutgrown = (userId: number, known: number[]) =>
    known.some((id) => notHeld(knowers.get(id) ?? noRights, held.get(userId) ?? []).length > 0)
  return people
    .map(({ id, username, knownBy }) => ({
      ...{ userId: id, username, hasPassword: isOutgrown(id, knownBy) },
      sessionIds: opened
        .filter((session) => session.userId === id && isOutgrown(id, session.knownBy))
        .map((session) => session.id),
    }))
    .filter(({ hasPassword, sessionIds }) => hasPassword || sessionIds.length > 0)
}

/** Whether there is anybody in this column of those who know something. */
export function isKnown(knowers: PgColumn): SQL {
  return sql`${knowers} <> '{}'`
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
