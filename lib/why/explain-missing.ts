import 'server-only'
import { and, sql } from 'drizzle-orm'
import { groupMembers, groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { applies, type Permission } from '@/lib/rights/catalogue'
import { isHeldOverEverything, type PlacedScope } from '@/lib/rights/rights'
import { permittedGroups, rightsOf } from '@/lib/rights/scope'
import { addersOfGrant, addersOfMember } from './explain-adders'
import { type GivingGrant, grantsThatGive, holdersOf } from './explain-giving'
import { wayTeller } from './explain-names'
import type { PlacedUser } from './explain-place'
import type { Missing } from './explain-types'
import { findWays } from './explain-ways'

const mostElsewhere = 5
const mostGroups = 3

/**
 * What comes nearest to a way for somebody who has none: a scope that is too small, a group to be in, or a grant.
 * `giving`: every grant that would do.
 */
export async function nearestMissing(
  ctx: Context,
  user: PlacedUser,
  permission: Permission,
  place: PlacedScope | undefined,
  giving: readonly GivingGrant[],
): Promise<Missing> {
  const { id } = user.person
  const elsewhere = place ? await grantsThatGive(ctx, permission) : []
  const { ways } = (await findWays(ctx, [id], elsewhere, mostElsewhere)).get(id) ?? { ways: [] }
  const groups = await groupsThatGive(ctx, id, giving)
  const [nearest] = groups
  return {
    elsewhere: (await wayTeller(ctx, permission, ways))(ways, user.person),
    groups,
    adders: nearest
      ? await addersOfMember(ctx, user, nearest.id)
      : await addersOfGrant(ctx, user, permission, scopeToGive(permission, place)),
  }
}

/** Over what the permission would have to be given: the target, where that means anything. */
function scopeToGive(permission: Permission, place: PlacedScope | undefined): PlacedScope | undefined {
  return place && !applies(permission, place.kind) ? { kind: 'everything' } : place
}

/**
 * Groups in the asker's view whose members hold it: those that hold it over less than everything before others, those
 * with the grant before those below them, and the smallest first.
 */
async function groupsThatGive(
  ctx: Context,
  userId: number,
  giving: readonly GivingGrant[],
): Promise<Missing['groups']> {
  const { groupIds } = holdersOf(giving)
  if (groupIds.length === 0) return []
  const given = integers(groupIds)
  const narrow = holdersOf(giving.filter(({ scope }) => scope !== 'everything')).groupIds
  const isNarrow = sql`h.id = any(${integers(narrow)})`
  const seesAll = isHeldOverEverything(rightsOf(ctx), 'groups.read')
  // Whoever sees all groups is told of those that hold the grant; nothing below them can be nearer.
  const candidates = seesAll
    ? sql`select h.id, 0 as steps, ${isNarrow} as narrow from unnest(${given}) h(id)`
    : sql`select a.group_id as id, min(a.distance) as steps, bool_or(${isNarrow}) as narrow
        from unnest(${given}) h(id) join group_ancestors a on a.ancestor_id = h.id group by a.group_id`
  return ctx.db
    .select({
      id: groups.id,
      name: groups.name,
      endedAt: sql<Date | null>`(select m.expires_at from group_members m
        where m.group_id = ${groups.id} and m.user_id = ${userId})`.mapWith(groupMembers.expiresAt),
    })
    .from(groups)
    .innerJoin(sql`(${candidates}) near`, sql`near.id = ${groups.id}`)
    .where(and(permittedGroups(ctx, 'groups.read')))
    .orderBy(sql`near.narrow desc`, sql`near.steps`, groups.directMembers, groups.nameKey)
    .limit(mostGroups) as Promise<Missing['groups']>
}
