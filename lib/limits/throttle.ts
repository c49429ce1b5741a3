import 'server-only'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { LimitReached, Unavailable } from '@/lib/kernel/errors'
import { said } from '@/words/said'
import { addTo, type Bucket, type Counter } from './counters'

const patienceMs = 3000
const lookAgainMs = 50

/**
 * Takes one from every bucket, or throws LimitReached and takes none when one is empty. Says of each how many were taken
 * from it in its window, in the order of the buckets.
 */
export async function consume(ctx: Context, buckets: Bucket[]): Promise<number[]> {
  return inTransaction(ctx, async (ctx) => {
    const counters = await addTo(ctx, buckets, { points: 1, held: 0 })
    const spent = counters.filter(({ bucket, points }) => points > bucket.limit.points)
    if (spent.length > 0) throw tooMany(ctx, spent)
    return counters.map(({ points }) => points)
  })
}

/**
 * Holds a place in every bucket for a try that may turn out wrong, so that as many at once as may be are never more than
 * the budget allows; let go of it with `letGo` or `giveBack`. Throws LimitReached when a bucket of `shown` is empty. One of
 * `hidden` that is empty is only told to the caller. Waits while others hold the last places, for they may give them back.
 */
export async function hold(
  ctx: Context,
  { shown, hidden }: { shown: Bucket[]; hidden: Bucket[] },
): Promise<{ isShut: boolean }> {
  for (let waited = 0; waited <= patienceMs; waited += lookAgainMs) {
    const place = await placeIn(ctx, shown, hidden)
    if (place) return place
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
  throw new Unavailable(said('limits.errors.tooManyAtOnce'))
}

class Full extends Error {}

async function placeIn(ctx: Context, shown: Bucket[], hidden: Bucket[]) {
  try {
    return await inTransaction(ctx, async (ctx) => {
      const counters = await addTo(ctx, [...shown, ...hidden], { points: 0, held: 1 })
      const spent = counters.filter(isSpent)
      const refusing = spent.filter(({ bucket }) => shown.includes(bucket))
      if (refusing.length > 0) throw tooMany(ctx, refusing)
      if (counters.some((counter) => isFull(counter) && !isSpent(counter))) throw new Full()
      return { isShut: spent.length > 0 }
    })
  } catch (error) {
    if (error instanceof Full) return undefined
    throw error
  }
}

function isSpent({ bucket, points }: Counter): boolean {
  return points >= bucket.limit.points
}

function isFull({ bucket, points, held }: Counter): boolean {
  return points + held > bucket.limit.points
}

function tooMany(ctx: Context, spent: Counter[]): LimitReached {
  const until = Math.max(...spent.map(({ expire }) => expire.getTime()))
  const seconds = Math.max(1, Math.ceil((until - ctx.now.getTime()) / 1000))
  return new LimitReached(said('limits.errors.tooMany', { minutes: Math.ceil(seconds / 60) }), seconds)
}
