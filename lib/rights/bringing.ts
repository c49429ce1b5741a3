import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'

import { slicesOf } from '@/lib/kernel/slices'
import { integers } from '@/lib/kernel/sql-arrays'

import { isSomebodyAbove } from './above'
import { type Permission, permissions, reaches } from './catalogue'
import { gainsInto, isBeyond, type Place, placedUsers } from './gains'
import { usersAbove } from './reach'
import { covers, isEveryRight, type PlacedScope, scopesOf } from './rights'
import { rightsOf } from './scope'

/**
 * Whom of these users the actor may not bring into the place, each with why: somebody, be it the actor, would gain a right
 * over them that the actor does not have over them now, or may not use since they are above the actor. Who gains it is not
 * told. `until`: when they leave the place by themselves.
 */
export async function refusedInto(
  ctx: Context,
  userIds: number[],
  place: Place,
  until: Date | null = null,
): Promise<Map<number, string>> {
  const rights = rightsOf(ctx)
  if (isEveryRight(rights)) return new Map()
  const moved = await placedUsers(ctx, userIds, until)
  const matters = ({ permission, over }: { permission: Permission; over: PlacedScope }) =>
    reaches(permission) || !covers(scopesOf(rights, permission), over)
  const gains = await gainsInto(ctx, moved, place, { until, matters })
  const above = gains.some(({ permission }) => reaches(permission))
    ? await usersAbove(ctx, userIds)
    : new Set<number>()
  const refused = new Map<number, string>()
  for (const gain of gains) {
    const id = 'id' in gain.over ? gain.over.id : 0
    if (!refused.has(id) && isBeyond(rights, gain, above.has(id))) refused.set(id, gained(gain.permission))
  }
  return refused
}

/** Whom of many, a table of ids, a question about some of them refuses, as a condition on `users`; undefined for nobody. */
export async function refusedAmong(
  ctx: Context,
  people: SQL,
  refusedOf: (ids: number[]) => Promise<ReadonlyMap<number, string>>,
): Promise<SQL | undefined> {
  if (isEveryRight(rightsOf(ctx))) return undefined
  const rows = await ctx.db.select({ id: sql<number>`p.id` }).from(sql`${people} p`)
  const refused: number[] = []
  for (const ids of slicesOf(rows.map(({ id }) => id))) refused.push(...(await refusedOf(ids)).keys())
  return refused.length > 0 ? sql`${users.id} = any(${integers(refused)})` : undefined
}

/** Throws Forbidden when the actor may not bring this user into the place for good. */
export async function requireNoGain(ctx: Context, userId: number, place: Place): Promise<void> {
  const refusal = (await refusedInto(ctx, [userId], place)).get(userId)
  if (refusal !== undefined) throw new Forbidden(refusal)
}

/**
 * The same for all who are in one place now and come with it, decided by the place and not one by one: a folder with what
 * it holds, or a group with its members. `people`: a table of their ids.
 */
export async function requireNoGainFor(
  ctx: Context,
  moving: PlacedScope,
  people: SQL,
  place: Place,
): Promise<void> {
  const rights = rightsOf(ctx)
  if (isEveryRight(rights)) return
  const gains = await gainsInto(ctx, [moving], place)
  const isAbove = gains.some(({ permission }) => reaches(permission)) && (await isSomebodyAbove(ctx, people))
  const beyond = gains.find((gain) => isBeyond(rights, gain, isAbove))
  if (beyond) throw new Forbidden(gained(beyond.permission))
}

function gained(permission: Permission): string {
  return `That would give a right over them that you do not have yourself: "${permissions[permission].description}".`
}
