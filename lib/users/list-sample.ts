import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { countLimit } from './list-input'
import { conditionsOf, type SearchPlan, type UserSelection } from './list-plans'

/** A condition that so many times more users meet than the rarest narrows a search by less than its index costs. */
const tooCommon = 10

/**
 * What users picked evenly from the whole say of a selection: whether it holds more than lists count (by three standard
 * deviations), and by which of its conditions it is best found. A few users tell most; more are asked while it is
 * undecided and counting would be dear.
 */
export async function judgeSelection(
  ctx: Context,
  selection: UserSelection,
): Promise<{ broad: boolean; plan: SearchPlan }> {
  const { folder, withSubfolders, folderIds, everyone, looked } = selection
  const inFolder = withSubfolders ? folder.totalUsers : folder.directUsers
  const conditions = conditionsOf(selection)
  let plan: SearchPlan = { leading: conditions, others: [] }
  const small = inFolder <= countLimit
  if (small && looked.length === 0) return { broad: false, plan }
  for (const size of small || looked.length === 0 ? [64] : [128, 512, 2048]) {
    const { hits, hitsOfEach } = await sampleUsers(ctx, conditions, size)
    const deviation = Math.sqrt(hits * (1 - hits / size))
    if (((hits - 3 * deviation) / size) * everyone > countLimit) return { broad: true, plan }
    // Of the folder the counters know it exactly.
    if (folderIds) hitsOfEach[0] = (inFolder / Math.max(1, everyone)) * size
    plan = planFor(conditions, hitsOfEach)
    if ((hits / size) * everyone < countLimit) break
  }
  return { broad: false, plan }
}

function planFor(conditions: SQL[], hits: number[]): SearchPlan {
  // One that nobody picked meets is rarer than the sample can tell.
  const most = tooCommon * Math.max(0.25, Math.min(...hits))
  const isLeading = (_: SQL, index: number) => (hits[index] ?? 0) <= most
  return {
    leading: conditions.filter(isLeading),
    others: conditions.filter((condition, index) => !isLeading(condition, index)),
  }
}

async function sampleUsers(ctx: Context, conditions: SQL[], size: number) {
  // Spread by a hash, lest a pattern in the order of ids meets one in the picking. One look-up each, since the planner
  // might otherwise read all users to find these.
  const picked = sql`generate_series(1, ${size}::integer) n
    cross join (select max(id) as id from ${users}) highest
    cross join lateral (
      select * from ${users}
      where ${users.id} = ((hashint4(n)::bigint & 2147483647) * highest.id / 2147483648)::integer + 1 limit 1
    ) users`
  const countOf = (condition: SQL | undefined) => sql`count(*) filter (where ${condition ?? sql`true`})`
  const [row] = await ctx.db
    .select({
      hits: sql<number>`${countOf(and(...conditions))}::integer`,
      hitsOfEach: sql<number[]>`json_build_array(${sql.join(conditions.map(countOf), sql`, `)})`,
    })
    .from(picked)
  return row ?? { hits: 0, hitsOfEach: [] }
}
