import 'server-only'
import { sql } from 'drizzle-orm'
import { groupMembers } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { isLasting } from '@/lib/rights/lasting'
import { type GivingGrant, holdersOf } from './explain-giving'

/** How a grant comes to a user: by no group when it is theirs, else from the group they are in up to the one that holds it. */
export type BareWay = { userId: number; groups: number[]; until: Date | null; grant: GivingGrant }

export type FoundWays = { ways: BareWay[]; hasMore: boolean }

/**
 * The ways by which some of these grants come to each of these users, the shortest first and at most so many each. One
 * way at least is found wherever there is one.
 */
export async function findWays(
  ctx: Context,
  userIds: number[],
  giving: readonly GivingGrant[],
  most: number,
): Promise<Map<number, FoundWays>> {
  const leads = await readLeads(ctx, userIds, holdersOf(giving).groupIds, most + 1)
  const parents = await readParents(ctx, leads)
  const grantsOf = new Map<string, GivingGrant[]>()
  for (const grant of giving) {
    const holder = `${grant.userId ?? ''} ${grant.groupId ?? ''}`
    grantsOf.set(holder, [...(grantsOf.get(holder) ?? []), grant])
  }
  const found = new Map<number, BareWay[]>()
  for (const userId of userIds) {
    const own = (grantsOf.get(`${userId} `) ?? []).slice(0, most + 1)
    if (own.length > 0)
      found.set(
        userId,
        own.map((grant) => ({ userId, groups: [], until: null, grant })),
      )
  }
  for (const { userId, first, holder, until } of leads) {
    const ways = found.get(userId) ?? []
    if (ways.length > most) continue
    const chains = chainsBetween(first, holder, parents, most + 1)
    for (const grant of (grantsOf.get(` ${holder}`) ?? []).slice(0, most + 1))
      ways.push(...chains.map((groups) => ({ userId, groups, until, grant })))
    found.set(userId, ways)
  }
  return new Map(
    [...found].map(([userId, ways]) => {
      const shortest = ways.toSorted((a, b) => a.groups.length - b.groups.length).slice(0, most)
      return [userId, { ways: shortest, hasMore: ways.length > most }]
    }),
  )
}

/** From the group a user is a member of to one that holds a grant. */
type Lead = { userId: number; first: number; holder: number; until: Date | null }

async function readLeads(ctx: Context, userIds: number[], holders: number[], most: number): Promise<Lead[]> {
  if (userIds.length === 0 || holders.length === 0) return []
  return ctx.db
    .select({
      userId: sql<number>`u.id`,
      first: sql<number>`lead.first`,
      holder: sql<number>`lead.holder`,
      until: sql<Date | null>`lead.until`.mapWith(groupMembers.expiresAt),
    })
    .from(
      sql`unnest(${integers(userIds)}) u(id) cross join lateral (
        select m.group_id as first, a.ancestor_id as holder, m.expires_at as until
        from group_members m join group_ancestors a on a.group_id = m.group_id
        where m.user_id = u.id and ${isLasting(sql`m.expires_at`, ctx.now)} and a.ancestor_id = any(${integers(holders)})
        order by a.distance, first, holder limit ${most}
      ) lead`,
    ) as Promise<Lead[]>
}

/** The parents of each group on the way from where these leads begin to where they end. */
async function readParents(ctx: Context, leads: Lead[]): Promise<Map<number, number[]>> {
  const parents = new Map<number, number[]>()
  const climbing = leads.filter(({ first, holder }) => first !== holder)
  if (climbing.length === 0) return parents
  const firsts = integers([...new Set(climbing.map(({ first }) => first))])
  const holders = integers([...new Set(climbing.map(({ holder }) => holder))])
  const rows = await ctx.db
    .select({ groupId: sql<number>`p.group_id`, parentId: sql<number>`p.parent_id` })
    .from(sql`group_parents p`)
    .where(
      sql`p.group_id in (select a.ancestor_id from group_ancestors a where a.group_id = any(${firsts}))
        and exists (select from group_ancestors a
          where a.group_id = p.parent_id and a.ancestor_id = any(${holders}))`,
    )
  for (const { groupId, parentId } of rows) parents.set(groupId, [...(parents.get(groupId) ?? []), parentId])
  return parents
}

/** Every chain of groups from one up to another, the shortest first and at most so many, though there may be very many. */
export function chainsBetween(
  first: number,
  last: number,
  parents: ReadonlyMap<number, readonly number[]>,
  most: number,
): number[][] {
  const steps = stepsTo(last, parents)
  const chains: number[][] = []
  const climb = (chain: number[], group: number) => {
    if (chains.length >= most) return
    if (group === last) return void chains.push(chain)
    const next = (parents.get(group) ?? []).filter((parent) => steps.has(parent))
    next.sort((a, b) => (steps.get(a) ?? 0) - (steps.get(b) ?? 0) || a - b)
    for (const parent of next) climb([...chain, parent], parent)
  }
  climb([first], first)
  return chains
}

/** How many steps each group below one is away from it at least, so that no climb goes astray. */
function stepsTo(last: number, parents: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const children = new Map<number, number[]>()
  for (const [group, above] of parents)
    for (const parent of above) children.set(parent, [...(children.get(parent) ?? []), group])
  const steps = new Map([[last, 0]])
  let edge = [last]
  for (let distance = 1; edge.length > 0; distance++) {
    edge = [...new Set(edge.flatMap((group) => children.get(group) ?? []))].filter((id) => !steps.has(id))
    for (const id of edge) steps.set(id, distance)
  }
  return steps
}
