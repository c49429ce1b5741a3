import 'server-only'
import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Rights, Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { applies, type Permission, reaches } from './catalogue'
import { pathsAbove } from './folder-paths'
import { giftsOfEachGroup, giftsOfUsers, giftsWithin, groupsOfUser } from './gifts'
import {
  covers,
  type PlacedGift,
  type PlacedScope,
  permissionsOfGift,
  rightsOfGifts,
  scopesOf,
} from './rights'
import { holdersOfSame } from './same-grants'

/** Somebody would hold the permission over this one, who does not hold it now. */
export type Gain = { permission: Permission; over: PlacedScope }

/** Where somebody comes to be: in a folder, or among the members of a group, told with all groups above it. */
export type Place = Extract<Scope, { kind: 'folder' }> | { kind: 'members'; id: number; groups: number[] }

const forGood = new Date('9999-12-31T00:00:00Z')

/** The last moment of being in a place that is left then, if ever. */
function lastMoment(until: Date | null): Date {
  return until === null ? forGood : new Date(until.getTime() - 1)
}

/**
 * What anybody gains over those who come into a place: a folder, or the members of a group. `until`: when they leave it
 * by themselves; who is within reach for a shorter time only is not yet within reach. Gains that do not `matter` are left
 * out before their holders are looked at. The cost goes with the grants over the place, not with who is in it.
 */
export async function gainsInto(
  ctx: Context,
  moved: readonly PlacedScope[],
  place: Place,
  { until = null, matters = () => true }: { until?: Date | null; matters?: (gain: Gain) => boolean } = {},
): Promise<Gain[]> {
  const given = await giftsWithin(ctx, overPlace(place))
  const possible = given.flatMap(({ id, gift }) =>
    comingUnder(gift, moved)
      .filter(matters)
      .map((gain) => ({ id, gain })),
  )
  if (possible.length === 0) return []
  const holders = await rightsOfHolders({ ...ctx, now: lastMoment(until) }, [
    ...new Set(possible.map(({ id }) => id)),
  ])
  return possible.flatMap(({ id, gain }) => {
    const isNew = (rights: Rights) => !covers(scopesOf(rights, gain.permission), gain.over)
    return holders.get(id)?.some(isNew) ? [gain] : []
  })
}

/** Whether somebody with these rights may not bring about a gain: they do not hold it, or may not use it on who is above them. */
export function isBeyond(rights: Rights, { permission, over }: Gain, isAbove: boolean): boolean {
  return !covers(scopesOf(rights, permission), over) || (isAbove && reaches(permission))
}

/** Users with where they are, by folder and by the groups they will still be in then. */
export async function placedUsers(
  ctx: Context,
  ids: number[],
  until: Date | null,
): Promise<(PlacedScope & { kind: 'user' })[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({
      id: users.id,
      path: folders.path,
      groups: sql<number[]>`(select coalesce(json_agg(distinct g.ancestor_id), '[]')
        from (${groupsOfUser(sql`${users.id}`, lastMoment(until))}) g)`,
    })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(inArray(users.id, ids))
  return rows.map((row) => ({ kind: 'user', ...row }))
}

/** The grants whose scope takes in whatever is in the place, for the alias `g`. */
function overPlace(place: Place): SQL {
  if (place.kind === 'members')
    return sql`g.scope = 'members' and g.scope_group_id = any(${integers(place.groups)})`
  const way = JSON.stringify([...pathsAbove(place.path), place.path])
  return sql`g.scope = 'folder' and g.scope_folder_id in
    (select id from folders where path in (select * from json_array_elements_text(${way}::json)))`
}

/** The permissions of a gift over those of these who are not under it yet. */
function comingUnder(gift: PlacedGift, moved: readonly PlacedScope[]): Gain[] {
  const coming = moved.filter((over) => !covers([gift.scope], over))
  if (coming.length === 0) return []
  return permissionsOfGift(gift).flatMap((permission) =>
    coming.filter(({ kind }) => applies(permission, kind)).map((over) => ({ permission, over })),
  )
}

/** For each of these grants the rights of everybody to whom just the same was given over the same. */
async function rightsOfHolders(ctx: Context, ids: string[]): Promise<Map<string, Rights[]>> {
  const rows = await holdersOfSame(ctx, ids)
  const ofUsers = await giftsOfUsers(ctx, [...new Set(rows.flatMap(({ userId }) => userId ?? []))])
  const ofGroups = await giftsOfEachGroup(ctx, [...new Set(rows.flatMap(({ groupId }) => groupId ?? []))])
  const found = new Map<string, Rights[]>()
  for (const { id, userId, groupId } of rows) {
    const gifts = userId === null ? ofGroups.get(groupId ?? 0) : ofUsers.get(userId)
    found.set(id, [...(found.get(id) ?? []), rightsOfGifts(gifts ?? [])])
  }
  return found
}
