import 'server-only'
import { lte } from 'drizzle-orm'
import { rateLimits } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { removeSome } from '@/lib/kernel/remove-some'

/** Removes some counters whose window is over, and says whether there may be more. Nobody waits for it: all ask the clock. */
export function sweepCounters(ctx: Context): Promise<boolean> {
  return removeSome(ctx, rateLimits.key, lte(rateLimits.expire, ctx.now))
}
