import 'server-only'
import { and, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import type { Permission } from '@/lib/rights/catalogue'
import { giftsOfEachGroup } from '@/lib/rights/gifts'
import { isLasting } from '@/lib/rights/lasting'
import { covers, type PlacedGift, permissionsOfGift, rightsOfGifts, scopesOf } from '@/lib/rights/rights'
import { permittedUsers } from '@/lib/rights/scope'
import { seenGroups } from '@/lib/rights/seen-grants'
import { type GivingGrant, grantsThatGive, holdersOf } from './explain-giving'
import { seenAs, unseenGroup, wayTeller } from './explain-names'
import { membersOfAny } from './explain-people'
import type { CapableGroup } from './explain-types'

const mostGroups = 200
const mostLargeGroups = 20
/** How far members of a large group are counted, and how many memberships are looked at for it. */
const countedMembers = 1000
const lookedMemberships = 10_000
const mostStrong = 2000

export type LargeGroup = { id: number; gifts: PlacedGift[]; grants: GivingGrant[] }

/** Who holds one of these grants: people, with the members of small groups, and large groups as such. */
export async function findHolders(ctx: Context, giving: readonly GivingGrant[], listedMembers: number) {
  const { userIds, groupIds } = holdersOf(giving)
  const sizes = await countMemberships(ctx, groupIds.slice(0, mostGroups), listedMembers + 1)
  const small = sizes.flatMap(({ id, members }) => (members <= listedMembers ? [id] : []))
  const large = sizes.flatMap(({ id, members }) => (members > listedMembers ? [id] : []))
  const shown = large.slice(0, mostLargeGroups)
  const gifts = await giftsOfEachGroup(ctx, shown)
  return {
    userIds: [...userIds, ...(await membersOfAny(ctx, small, small.length * listedMembers))],
    groups: shown.map((id): LargeGroup => {
      return { id, grants: giving.filter(({ groupId }) => groupId === id), gifts: gifts.get(id) ?? [] }
    }),
    hasMore: groupIds.length > mostGroups || large.length > shown.length,
  }
}

/** How many memberships lead to each of these groups, counted as far as `most`. */
async function countMemberships(ctx: Context, ids: number[], most: number) {
  if (ids.length === 0) return []
  return ctx.db
    .select({
      id: sql<number>`h.id`,
      members: sql<number>`(select count(*)::integer from (select from group_ancestors a
        join group_members m on m.group_id = a.group_id
        where a.ancestor_id = h.id and ${isLasting(sql`m.expires_at`, ctx.now)} limit ${most}) few)`,
    })
    .from(sql`unnest(${integers(ids)}) h(id)`)
}

/** Members of large groups who may hold besides what their group lacks of the target's rights: they hold the first of it. */
export async function strongMembers(
  ctx: Context,
  groups: LargeGroup[],
  targetGifts: PlacedGift[],
): Promise<number[]> {
  const lacking = groups.flatMap(({ id, gifts }) => {
    const lacked = firstLacked(gifts, targetGifts)
    return lacked ? [{ id, lacked }] : []
  })
  const strong: number[] = []
  const distinct = new Map(lacking.map(({ lacked }) => [JSON.stringify(lacked), lacked]))
  for (const [key, lacked] of distinct) {
    const { userIds, groupIds } = holdersOf(await grantsThatGive(ctx, lacked.permission, lacked.scope))
    const candidates = [...userIds, ...(await membersOfAny(ctx, groupIds, mostStrong))]
    strong.push(
      ...(await membersAmong(
        ctx,
        candidates,
        lacking.flatMap(({ id, lacked }) => (JSON.stringify(lacked) === key ? [id] : [])),
      )),
    )
  }
  return strong
}

/** Something the target holds and these gifts do not give. */
function firstLacked(gifts: PlacedGift[], targetGifts: PlacedGift[]) {
  const rights = rightsOfGifts(gifts)
  for (const gift of targetGifts) {
    for (const permission of permissionsOfGift(gift)) {
      if (!covers(scopesOf(rights, permission), gift.scope)) return { permission, scope: gift.scope }
    }
  }
  return undefined
}

async function membersAmong(ctx: Context, userIds: number[], groupIds: number[]): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: sql<number>`u.id` })
    .from(sql`unnest(${integers([...new Set(userIds)])}) u(id)`)
    .where(
      sql`exists (select from group_members m join group_ancestors a on a.group_id = m.group_id
        where m.user_id = u.id and ${isLasting(sql`m.expires_at`, ctx.now)} and a.ancestor_id = any(${integers(groupIds)}))`,
    )
  return rows.map(({ id }) => id)
}

/** Large groups by the names the asker may see, without those that hold nobody in their view. */
export async function tellGroups(
  ctx: Context,
  permission: Permission,
  groups: LargeGroup[],
): Promise<(Omit<CapableGroup, 'isWeaker'> & { gifts: PlacedGift[] })[]> {
  if (groups.length === 0) return []
  const ids = groups.map(({ id }) => id)
  const bareOf = ({ id, grants }: LargeGroup) =>
    grants.map((grant) => ({ userId: 0, groups: [id], until: null, grant }))
  const tell = await wayTeller(ctx, permission, groups.flatMap(bareOf))
  const names = await seenGroups(ctx, ids)
  const counts = await countMembers(ctx, ids)
  return groups.flatMap((group) => {
    const found = counts.get(group.id) ?? 0
    if (found === 0) return []
    const members = { count: Math.min(found, countedMembers), capped: found > countedMembers }
    const seen = seenAs(names.get(group.id), unseenGroup)
    return [{ group: seen, members, ways: tell(bareOf(group)), gifts: group.gifts }]
  })
}

/** How many active members in the asker's view each group has, as far as is counted. */
async function countMembers(ctx: Context, ids: number[]): Promise<Map<number, number>> {
  const active = and(isNull(users.deactivatedAt), await permittedUsers(ctx, 'users.read'))
  const rows = await ctx.db
    .select({
      id: sql<number>`h.id`,
      count: sql<number>`(select count(distinct ${users.id})::integer from (
        select ${users.id} from (select m.user_id from group_ancestors a
          join group_members m on m.group_id = a.group_id
          where a.ancestor_id = h.id and ${isLasting(sql`m.expires_at`, ctx.now)} limit ${lookedMemberships}) looked
        join ${users} on ${users.id} = looked.user_id where ${active} limit ${countedMembers + 1}) ${users})`,
    })
    .from(sql`unnest(${integers(ids)}) h(id)`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
