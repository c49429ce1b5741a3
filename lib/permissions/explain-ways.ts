import 'server-only'
import { sql } from 'drizzle-orm'
import { groupMembers } from '@/db/schema'
import type { Context } from '@/lib/context'
import type { Permission } from './catalogue'
import { givesOver, readGrants, type ToldGrant } from './explain-giving'
import { lastingAt } from './gifts'
import type { PlacedScope } from './rights'

/** How a grant comes to a user: by no group when it is theirs, else from the group they are in up to the one that holds it. */
export type BareWay = { userId: number; groups: number[]; until: Date | null; grant: ToldGrant }

export type FoundWays = { ways: BareWay[]; hasMore: boolean }

/**
 * The ways by which a permission over a place comes to each of these users, the shortest first and at most so many each.
 * One way at least is found wherever there is one.
 */
export async function findWays(
  ctx: Context,
  userIds: number[],
  permission: Permission,
  place: PlacedScope | undefined,
  most: number,
): Promise<Map<number, FoundWays>> {
  const leads = await readLeads(ctx, userIds, permission, place, most + 1)
  const [grants, parents] = await Promise.all([
    readGrants(ctx, [...new Set(leads.map(({ grantId }) => grantId))]),
    readParents(ctx, leads),
  ])
  const found = new Map<number, FoundWays>()
  for (const { userId, first, until, holder, grantId } of leads) {
    const grant = grants.get(grantId)
    const { ways } = found.get(userId) ?? { ways: [] }
    if (!grant || ways.length > most) continue
    const chains = first === null || holder === null ? [[]] : chainsBetween(first, holder, parents, most + 1)
    found.set(userId, {
      ways: [...ways, ...chains.map((groups) => ({ userId, groups, until, grant }))],
      hasMore: false,
    })
  }
  for (const [userId, { ways }] of found) {
    ways.sort((a, b) => a.groups.length - b.groups.length)
    found.set(userId, { ways: ways.slice(0, most), hasMore: ways.length > most })
  }
  return found
}

type Lead = {
  userId: number
  /** The group the user is a member of, and the one that holds the grant; null for a grant of their own. */
  first: number | null
  holder: number | null
  until: Date | null
  grantId: string
}

async function readLeads(
  ctx: Context,
  userIds: number[],
  permission: Permission,
  place: PlacedScope | undefined,
  most: number,
): Promise<Lead[]> {
  if (userIds.length === 0) return []
  const gives = givesOver(permission, place)
  return ctx.db
    .select({
      userId: sql<number>`u.id`,
      first: sql<number | null>`lead.first`,
      holder: sql<number | null>`lead.holder`,
      until: sql<Date | null>`lead.until`.mapWith(groupMembers.expiresAt),
      grantId: sql<string>`lead.grant_id`,
    })
    .from(
      sql`unnest(${`{${userIds}}`}::integer[]) u(id) cross join lateral (
        select null::integer as first, null::integer as holder, null::timestamptz as until, g.id as grant_id, 0 as steps
        from grants g where g.user_id = u.id and (${gives})
        union all
        select m.group_id, a.ancestor_id, m.expires_at, g.id, a.distance + 1
        from group_members m join group_ancestors a on a.group_id = m.group_id join grants g on g.group_id = a.ancestor_id
        where m.user_id = u.id and ${lastingAt(ctx.now)} and (${gives})
        order by steps, grant_id, first limit ${most}
      ) lead`,
    ) as Promise<Lead[]>
}

/** The parents of each group on the way from where these leads begin to where they end. */
async function readParents(ctx: Context, leads: Lead[]): Promise<Map<number, number[]>> {
  const parents = new Map<number, number[]>()
  const climbing = leads.filter(({ first, holder }) => first !== holder)
  if (climbing.length === 0) return parents
  const firsts = `{${[...new Set(climbing.map(({ first }) => first))]}}`
  const holders = `{${[...new Set(climbing.map(({ holder }) => holder))]}}`
  const rows = await ctx.db
    .select({ groupId: sql<number>`p.group_id`, parentId: sql<number>`p.parent_id` })
    .from(sql`group_parents p`)
    .where(
      sql`p.group_id in (select a.ancestor_id from group_ancestors a where a.group_id = any(${firsts}::integer[]))
        and exists (select from group_ancestors a
          where a.group_id = p.parent_id and a.ancestor_id = any(${holders}::integer[]))`,
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
