import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { sampledUsers, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { listedWords, textCondition } from './conditions'
import { planFor } from './leads'
import { upTo } from './order'
import {
  conditionsOf,
  isIndexed,
  matchingUsers,
  type Page,
  planOfAll,
  type SearchPlan,
  type UserSelection,
} from './plans'
import { planByWords } from './words'

/** So few users of a folder are sooner looked at than judged. */
const few = 500

const largestSample = 2048

/**
 * What users taken by chance say of a selection: whether it holds more than lists count (by three standard deviations),
 * and by which of its conditions it is best found. More are asked while it is undecided and counting would be dear.
 */
export async function judgeSelection(
  ctx: Context,
  selection: UserSelection,
  page: Page,
): Promise<{ broad: boolean; plan: SearchPlan }> {
  const { folder, withSubfolders, folderIds, everyone } = selection
  const inFolder = withSubfolders ? folder.totalUsers : folder.directUsers
  const asked = conditionsOf(selection)
  const conditions = asked.map(({ condition }) => condition)
  let plan = planOfAll(selection)
  const small = inFolder <= countLimit
  if (small && isIndexed(selection)) return { broad: false, plan }
  if (folderIds && inFolder <= few) {
    return { broad: false, plan: { leading: conditions.slice(0, 1), others: conditions.slice(1) } }
  }
  const parts = asked.map(({ word }) => (word ? listedWords(word) : []))
  for (const most of small ? [512] : [512, largestSample]) {
    const sample = await sampleUsers(
      ctx,
      [and(...conditions), ...conditions, ...parts.flat().map(textCondition)],
      most,
    )
    const [hits = 0, ...each] = sample.hits
    const scale = everyone / Math.max(1, sample.size)
    // What nobody of them meets is rarer than they can tell.
    const expected = each.slice(0, asked.length).map((count) => Math.max(0.25, count) * scale)
    // Of the folder the counters know it exactly.
    if (folderIds) expected[0] = inFolder
    const expectedOfParts = each.slice(asked.length).map((count) => (count + 1) * scale)
    const judged = asked.map((one, index) => ({
      ...one,
      expected: expected[index] ?? everyone,
      expectedOfParts: expectedOfParts.splice(0, parts[index]?.length),
    }))
    plan = planFor(judged, everyone)
    if (!small && atLeast(hits, sample.size) * everyone > countLimit) return { broad: true, plan }
    const withWord = judged.find(({ word }) => word)?.expected ?? everyone
    const byWords = planByWords(selection, page, { withWord, found: Math.min(hits * scale, inFolder) })
    if (byWords) plan = byWords
    if (hits * scale < countLimit) break
  }
  return { broad: false, plan }
}

/** The share of all that surely meets what so many of a sample do: Wilson's bound at three standard deviations. */
function atLeast(hits: number, size: number): number {
  const share = hits / Math.max(1, size)
  const deviation = Math.sqrt(share * (1 - share) * size + 9 / 4)
  return (hits + 9 / 2 - 3 * deviation) / (size + 9)
}

const taken = (most: number) =>
  sql`select * from ${users} where ${sampledUsers} order by hashint4(id) limit ${most}`

/**
 * A condition that users of the selection up to some place in the order meet: about twice as many as the page needs, by
 * what users taken by chance say. Undefined when they do not tell.
 */
export async function nearestUsers(
  ctx: Context,
  selection: UserSelection,
  page: Page,
): Promise<SQL | undefined> {
  const most = largestSample
  const each = Math.max(64, selection.everyone / most)
  const hits = Math.ceil((page.offset + page.limit) / each) + 1
  const direction = page.descending ? sql`desc` : sql`asc`
  const [last] = await ctx.db
    .select({ key: sql<string>`${page.order}::text`, id: sql<number>`${users.id}` })
    .from(sql`(${taken(most)}) users`)
    .where(and(matchingUsers(selection), page.beyond))
    .orderBy(sql`${page.order} ${direction}`, sql`${users.id} ${direction}`)
    .limit(1)
    .offset(hits - 1)
  return last && upTo(page, last)
}

/** How many users were taken, at most so many, and how many of them meet each condition. */
async function sampleUsers(ctx: Context, conditions: (SQL | undefined)[], most: number) {
  const counts = conditions.map((condition) => sql`count(*) filter (where ${condition ?? sql`true`})`)
  const [row] = await ctx.db
    .select({
      size: sql<number>`count(*)::integer`,
      hits: sql<number[]>`json_build_array(${sql.join(counts, sql`, `)})`,
    })
    .from(sql`(${taken(most)}) users`)
  return row ?? { size: 0, hits: [] }
}
