import 'server-only'
import type { Rights } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { type Permission, reaches } from '@/lib/rights/catalogue'
import { giftsOfGroups, giftsOfUsers, rightsOfUser } from '@/lib/rights/gifts'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { notHeld, type PlacedScope } from '@/lib/rights/rights'
import { grantsThatGive } from './explain-giving'
import type { WhyMay } from './explain-input'
import { nearestMissing } from './explain-missing'
import { wayTeller } from './explain-names'
import { placeTarget, placeUser } from './explain-place'
import type { Above, Explanation } from './explain-types'
import { findWays } from './explain-ways'

/** How many ways an answer tells. Who holds something by more of them sees the shortest. */
const mostWays = 20

/**
 * Why somebody may do something, to a target or at all: every way that gives it; or what is nearest to giving it and who
 * could add that. Throws NotFound for a user or a target outside the asker's view.
 */
export async function explainPermission(
  ctx: Context,
  { userId, permission, target }: WhyMay,
): Promise<Explanation> {
  const user = await placeUser(ctx, userId)
  await requirePermission(ctx, 'grants.read', { userId })
  const placed = target && (await placeTarget(ctx, target))
  const place = placed?.place
  const giving = await grantsThatGive(ctx, permission, place)
  const { ways, hasMore } = (await findWays(ctx, [userId], giving, mostWays)).get(userId) ?? {
    ways: [],
    hasMore: false,
  }
  const missing = ways.length === 0 ? await nearestMissing(ctx, user, permission, place, giving) : undefined
  const above = ways.length > 0 ? await aboveUser(ctx, userId, permission, place) : undefined
  return {
    user: { ...user.person, isActive: user.isActive },
    target: placed?.seen,
    isHeld: ways.length > 0 && above === undefined,
    ways: (await wayTeller(ctx, permission, ways))(ways, user.person),
    hasMore,
    ...(above && { above }),
    ...(missing && { missing }),
  }
}

/** What of the target's rights stands in the user's way, if it does: nobody acts on somebody above them. */
async function aboveUser(
  ctx: Context,
  userId: number,
  permission: Permission,
  place: PlacedScope | undefined,
): Promise<Above | undefined> {
  if (!place || !reaches(permission)) return undefined
  const permissions = await rightsLacked(ctx, userId, await rightsOfUser(ctx, userId), place)
  if (permissions.length === 0) return undefined
  const id = 'id' in place ? place.id : 0
  const mayKnow = await hasPermission(
    ctx,
    'grants.read',
    place.kind === 'group' ? { groupId: id } : { userId: id },
  )
  return mayKnow ? { permissions } : 'unseen'
}

/** What the target carries that somebody with these rights does not hold; of oneself one lacks nothing. */
async function rightsLacked(
  ctx: Context,
  userId: number,
  rights: Rights,
  place: PlacedScope,
): Promise<Permission[]> {
  if (place.kind === 'group') return notHeld(rights, await giftsOfGroups(ctx, [place.id]))
  if (place.kind !== 'user' || place.id === userId) return []
  return notHeld(rights, (await giftsOfUsers(ctx, [place.id])).get(place.id) ?? [])
}
