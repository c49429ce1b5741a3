import 'server-only'
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import { rateLimits } from '@/db/schema'
import type { Context } from '@/lib/context'
import { LimitReached } from '@/lib/errors'

type Limit = { name: string; points: number; seconds: number }

/** Takes one try from every bucket; throws LimitReached when one is empty. The counters live in the database. */
export async function consume(ctx: Context, tries: { limit: Limit; key: string }[]): Promise<void> {
  for (const { limit, key } of tries) {
    try {
      await limiter(ctx, limit).consume(key)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw tooMany(error.msBeforeNext)
    }
  }
}

/** Empties a bucket, after a success. */
export async function forgive(ctx: Context, limit: Limit, key: string): Promise<void> {
  await limiter(ctx, limit).delete(key)
}

function limiter(ctx: Context, { name, points, seconds }: Limit) {
  return new RateLimiterDrizzle({
    storeClient: ctx.db,
    schema: rateLimits,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  })
}

function tooMany(milliseconds: number): LimitReached {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  const minutes = Math.ceil(seconds / 60)
  const wait = minutes > 1 ? `${minutes} minutes` : 'a minute'
  return new LimitReached(`Too many attempts. Try again in ${wait}.`, seconds)
}
