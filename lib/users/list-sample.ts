import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { countLimit } from './list-input'
import { conditionsOf, type SearchPlan, type UserSelection } from './list-plans'

/** What more than this share of users meet narrows a search by less than its index costs to read. */
const commonShare = 0.03

/**
 * What users picked evenly from the whole say of a selection: whether it holds more than lists count (by three standard
 * deviations), and by which of its conditions it is best found. A few users tell most; more are asked where it is
 * undecided and counting would be dear.
 */
export async function judgeSelection(
  ctx: Context,
  selection: UserSelection,
): Promise<{ broad: boolean; plan: SearchPlan }> {
  const { folder, looked } = selection
  const conditions = conditionsOf(selection)
  let plan: SearchPlan = { leading: conditions, others: [] }
  const small = folder.totalUsers <= countLimit
  if (small && looked.length === 0) return { broad: false, plan }
  for (const size of small || looked.length === 0 ? [128] : [128, 512]) {
    const { hits, hitsOfEach, everyone } = await sampleUsers(ctx, conditions, size)
    const deviation = Math.sqrt(hits * (1 - hits / size))
    if (((hits - 3 * deviation) / size) * everyone > countLimit) return { broad: true, plan }
    plan = planFor(conditions, (index) => (hitsOfEach[index] ?? 0) / size)
    if ((hits / size) * everyone < countLimit / 2) break
  }
  return { broad: false, plan }
}

function planFor(conditions: SQL[], shareOf: (index: number) => number): SearchPlan {
  const leading = conditions.filter((_, index) => shareOf(index) <= commonShare)
  if (leading.length === 0) return { leading: conditions, others: [] }
  return { leading, others: conditions.filter((condition) => !leading.includes(condition)) }
}

async function sampleUsers(ctx: Context, conditions: SQL[], size: number) {
  // Spread by a hash, lest a pattern in the order of ids meets one in the picking. OFFSET 0 keeps the planner from
  // looking users up by anything but their ids.
  const picked = sql`(
    select * from ${users} where ${users.id} in (
      select ((hashint4(n)::bigint & 2147483647) * highest.id / 2147483648)::integer + 1
      from generate_series(1, ${size}::integer) n, (select max(id) as id from ${users}) highest
    ) offset 0) users`
  const countOf = (condition: SQL | undefined) => sql`count(*) filter (where ${condition ?? sql`true`})`
  const [row] = await ctx.db
    .select({
      hits: sql<number>`${countOf(and(...conditions))}::integer`,
      hitsOfEach: sql<number[]>`json_build_array(${sql.join(conditions.map(countOf), sql`, `)})`,
      everyone: sql<number>`(select max(id) from ${users})`,
    })
    .from(picked)
  return row ?? { hits: 0, hitsOfEach: [], everyone: 0 }
}
