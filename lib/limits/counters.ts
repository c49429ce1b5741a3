import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { rateLimits } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/kernel/context'

/** So many `points` in any window of `seconds`, which begins with the first. */
export type Limit = { name: string; points: number; seconds: number }
export type Bucket = { limit: Limit; key: string }

export type Counter = { bucket: Bucket; points: number; held: number; expire: Date }

/** Longer than a try takes: a process that died with one in its hands is waited for no longer. */
const leaseMs = 30_000

/**
 * Adds to every counter and returns what they stand at then, in the order of the buckets. Throw inside the caller's
 * transaction to take it back. Rows are written in the order of their keys, as by everybody.
 */
export async function addTo(
  ctx: Context,
  buckets: Bucket[],
  { points, held }: { points: number; held: number },
): Promise<Counter[]> {
  const now = sql`${sql.param(ctx.now, rateLimits.expire)}::timestamptz`
  const heldUntil = new Date(ctx.now.getTime() + leaseMs)
  const rows = buckets.map((bucket) => ({
    ...{ key: keyOf(bucket), points, held, heldUntil },
    expire: new Date(ctx.now.getTime() + bucket.limit.seconds * 1000),
  }))
  const isOver = sql`${rateLimits.expire} <= ${now}`
  const stored = await ctx.db
    .insert(rateLimits)
    .values(rows.sort((a, b) => (a.key < b.key ? -1 : 1)))
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${isOver} then 0 else ${rateLimits.points} end + excluded.points`,
        expire: sql`case when ${isOver} then excluded.expire else ${rateLimits.expire} end`,
        held: sql`case when ${rateLimits.heldUntil} <= ${now} then 0 else ${rateLimits.held} end + excluded.held`,
        heldUntil: sql`case when excluded.held > 0 then excluded.held_until else ${rateLimits.heldUntil} end`,
      },
    })
    .returning()
  const byKey = new Map(stored.map((row) => [row.key, row]))
  return buckets.map((bucket) => {
    const { points = 0, held = 0, expire } = byKey.get(keyOf(bucket)) ?? {}
    return { bucket, points, held, expire: expire ?? ctx.now }
  })
}

/** Lets go of a try that `addTo` held, which counts in `wrong`. */
export async function letGo(ctx: Context, buckets: Bucket[], { wrong }: { wrong: Bucket[] }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockCounters(ctx, buckets)
    const counts = inArray(rateLimits.key, wrong.map(keyOf))
    await ctx.db
      .update(rateLimits)
      .set({ held: oneLess, points: sql`${rateLimits.points} + case when ${counts} then 1 else 0 end` })
      .where(inArray(rateLimits.key, buckets.map(keyOf)))
  })
}

/**
 * The same for a try that was right: what had counted in `own` counts no more, and what of it counted in `shared` too is
 * taken off there.
 */
export async function giveBack(
  ctx: Context,
  buckets: Bucket[],
  { own, shared }: { own: Bucket[]; shared: Bucket[] },
): Promise<void> {
  const ownKeys = own.map(keyOf)
  await inTransaction(ctx, async (ctx) => {
    const locked = await lockCounters(ctx, buckets)
    const counted = locked.filter(({ key }) => ownKeys.includes(key)).map(({ points }) => points)
    const takeOff = async (buckets: Bucket[], points: number) => {
      await ctx.db
        .update(rateLimits)
        .set({ held: oneLess, points: sql`greatest(${rateLimits.points} - ${points}::integer, 0)` })
        .where(inArray(rateLimits.key, buckets.map(keyOf)))
    }
    const others = buckets.filter((bucket) => !own.includes(bucket) && !shared.includes(bucket))
    const mine = Math.max(0, ...counted)
    await takeOff(own, mine)
    await takeOff(shared, mine)
    await takeOff(others, 0)
  })
}

const oneLess = sql`greatest(${rateLimits.held} - 1, 0)`

function lockCounters(ctx: Context, buckets: Bucket[]) {
  return ctx.db
    .select({ key: rateLimits.key, points: rateLimits.points })
    .from(rateLimits)
    .where(inArray(rateLimits.key, buckets.map(keyOf)))
    .orderBy(rateLimits.key)
    .for('update')
}

function keyOf({ limit, key }: Bucket): string {
  return `${limit.name}:${key}`
}
