import 'server-only'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { seenGroups } from '@/lib/grants/seen'
import type { Permission } from './catalogue'
import { givesOver, readGrants } from './explain-giving'
import { seenAs, unseenGroup, wayTeller } from './explain-names'
import type { CapableGroup } from './explain-types'
import { giftsOfEachGroup, lastingAt } from './gifts'
import { covers, type PlacedGift, permissionsOfGift, rightsOfGifts, scopesOf } from './rights'
import { permittedUsers } from './scope'

const mostGroups = 200
const mostLargeGroups = 20
/** How far members of a large group are counted, and how many memberships are looked at for it. */
const countedMembers = 1000
const lookedMemberships = 10_000
const mostStrong = 2000

export type LargeGroup = { id: number; gifts: PlacedGift[]; grantIds: string[] }

/** Who holds a grant: people, with the members of small groups, as a table of a statement; and large groups. */
export async function findHolders(ctx: Context, gives: SQL, listedMembers: number) {
  const found = await ctx.db
    .select({
      id: sql<number>`h.id`,
      grantIds: sql<string[]>`h.grants`,
      members: sql<number>`(select count(*)::integer from (select from group_ancestors a
        join group_members m on m.group_id = a.group_id
        where a.ancestor_id = h.id and ${lastingAt(ctx.now)} limit ${listedMembers + 1}) few)`,
    })
    .from(
      sql`(select g.group_id as id, json_agg(g.id) as grants from grants g
        where g.group_id is not null and (${gives}) group by g.group_id order by 1 limit ${mostGroups + 1}) h`,
    )
  const small = found.slice(0, mostGroups).filter(({ members }) => members <= listedMembers)
  const large = found.slice(0, mostGroups).filter(({ members }) => members > listedMembers)
  const shown = large.slice(0, mostLargeGroups)
  const gifts = await giftsOfEachGroup(
    ctx,
    shown.map(({ id }) => id),
  )
  return {
    userIds: sql`select g.user_id from grants g where g.user_id is not null and (${gives})
      union ${memberIds(ctx, sql`a.ancestor_id = any(${`{${small.map(({ id }) => id)}}`}::integer[])`)}`,
    groups: shown.map(({ id, grantIds }): LargeGroup => ({ id, grantIds, gifts: gifts.get(id) ?? [] })),
    hasMore: found.length > mostGroups || large.length > shown.length,
  }
}

function memberIds(ctx: Context, ofGroups: SQL): SQL {
  return sql`select m.user_id from group_ancestors a join group_members m on m.group_id = a.group_id
    where ${ofGroups} and ${lastingAt(ctx.now)}`
}

/** Members of large groups who hold besides what their group lacks of the target's rights; at first sight, by one of them. */
export function strongMembers(
  ctx: Context,
  groups: LargeGroup[],
  targetGifts: PlacedGift[],
): SQL | undefined {
  const parts = groups.flatMap(({ id, gifts }) => {
    const lacked = firstLacked(gifts, targetGifts)
    if (!lacked) return []
    const gives = givesOver(lacked.permission, lacked.scope)
    const elsewhere = sql`select g.user_id from grants g where g.user_id is not null and (${gives})
      union ${memberIds(ctx, sql`a.ancestor_id in (select g.group_id from grants g where g.group_id is not null and (${gives}))`)}`
    return [
      sql`(${memberIds(ctx, sql`a.ancestor_id = ${id}`)} and m.user_id in (${elsewhere}) limit ${mostStrong})`,
    ]
  })
  return parts.length > 0 ? sql.join(parts, sql` union `) : undefined
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

/** Large groups by the names the asker may see, without those that hold nobody in their view. */
export async function tellGroups(
  ctx: Context,
  permission: Permission,
  groups: LargeGroup[],
): Promise<(Omit<CapableGroup, 'isWeaker'> & { gifts: PlacedGift[] })[]> {
  if (groups.length === 0) return []
  const ids = groups.map(({ id }) => id)
  const grants = await readGrants(
    ctx,
    groups.flatMap(({ grantIds }) => grantIds),
  )
  const bare = groups.map(({ id, grantIds }) =>
    grantIds.flatMap((grantId) => {
      const grant = grants.get(grantId)
      return grant ? [{ userId: 0, groups: [id], until: null, grant }] : []
    }),
  )
  const tell = await wayTeller(ctx, permission, bare.flat())
  const names = await seenGroups(ctx, ids)
  const counts = await countMembers(ctx, ids)
  return groups.flatMap(({ id, gifts }, index) => {
    const found = counts.get(id) ?? 0
    if (found === 0) return []
    const group = seenAs(names.get(id), unseenGroup)
    const members = { count: Math.min(found, countedMembers), capped: found > countedMembers }
    return [{ group, members, ways: tell(bare[index] ?? []), gifts }]
  })
}

/** How many active members in the asker's view each group has, as far as is counted. */
async function countMembers(ctx: Context, ids: number[]): Promise<Map<number, number>> {
  const active = and(isNull(users.deactivatedAt), await permittedUsers(ctx, 'users.read'))
  const rows = await ctx.db
    .select({
      id: sql<number>`h.id`,
      count: sql<number>`(select count(distinct ${users.id})::integer from (
        select ${users.id} from (${memberIds(ctx, sql`a.ancestor_id = h.id`)} limit ${lookedMemberships}) looked
        join ${users} on ${users.id} = looked.user_id where ${active} limit ${countedMembers + 1}) ${users})`,
    })
    .from(sql`unnest(${`{${ids}}`}::integer[]) h(id)`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
