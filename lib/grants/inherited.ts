import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { grants } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { type GrantRow, grantsWhere } from '@/lib/rights/grant-rows'
import { isLasting } from '@/lib/rights/lasting'
import { type Seen, seenGroups } from '@/lib/rights/seen-grants'
import type { Holder } from './input'

/** A group on the way to a grant; null stands for one or more outside the asker's view. */
export type Step = Seen | null

/** What reaches a holder through groups, each with the shortest way there, the nearest group first. */
export async function inheritedGrants(
  ctx: Context,
  holder: Holder,
  most: number,
): Promise<{ row: GrantRow; steps: Step[] }[]> {
  const ways = await waysUp(ctx, holder)
  const groupIds = [...ways.keys()]
  const rows = await grantsWhere(ctx, sql`${grants.groupId} = any(${integers(groupIds)})`).limit(most)
  const seen = await seenGroups(ctx, [...new Set([...ways.values()].flat())])
  return rows.map((row) => ({
    row,
    steps: joined((ways.get(row.groupId ?? 0) ?? []).map((id) => seen.get(id) ?? null)),
  }))
}

/** Neighbours outside the view count as one: not even how many there are is told. */
function joined(steps: Step[]): Step[] {
  return steps.filter((step, index) => step !== null || steps[index - 1] !== null)
}

/** For every group with grants above a holder, a shortest way up to it, by the groups on it. */
async function waysUp(ctx: Context, holder: Holder): Promise<Map<number, number[]>> {
  const rows: { target: number; way: number[] }[] = await ctx.db
    .select({ target: sql<number>`target`, way: sql<number[]>`to_json(way)` })
    .from(sql`(
      with recursive steps as (
        ${startsOf(ctx, holder)}
        union all
        select s.target, n.id, s.distance - 1, s.way || n.id
        from steps s cross join lateral (
          select p.parent_id as id from group_parents p
            join group_ancestors a on a.group_id = p.parent_id and a.ancestor_id = s.target
          where p.group_id = s.at and a.distance = s.distance - 1
          order by p.parent_id limit 1
        ) n
        where s.distance > 0
      )
      select target, way from steps where distance = 0
    ) ways`)
  return new Map(rows.map(({ target, way }) => [target, way]))
}

/** Where each way begins: the nearest group a user is in, or a group itself, which is no step of its own. */
function startsOf(ctx: Context, holder: Holder): SQL {
  const granted = sql`exists (select from grants g where g.group_id = a.ancestor_id)`
  if ('groupId' in holder)
    return sql`select a.ancestor_id as target, a.group_id as at, a.distance, '{}'::integer[] as way
      from group_ancestors a where a.group_id = ${holder.groupId} and a.distance > 0 and ${granted}`
  return sql`select * from (
    select distinct on (a.ancestor_id) a.ancestor_id as target, m.group_id as at, a.distance, array[m.group_id] as way
    from group_members m join group_ancestors a on a.group_id = m.group_id
    where m.user_id = ${holder.userId} and ${isLasting(sql`m.expires_at`, ctx.now)} and ${granted}
    order by a.ancestor_id, a.distance, m.group_id) nearest`
}
