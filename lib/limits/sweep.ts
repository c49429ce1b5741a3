import 'server-only'
import { inArray, lte } from 'drizzle-orm'
import { rateLimits } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

const atOnce = 500

/** Clears away some counters whose window is over, and says whether there may be more. Nobody waits for it: all ask the clock. */
export async function sweepCounters(ctx: Context): Promise<boolean> {
  const isOver = lte(rateLimits.expire, ctx.now)
  const over = ctx.db
    .select({ key: rateLimits.key })
    .from(rateLimits)
    .where(isOver)
    .limit(atOnce)
    .for('update', { skipLocked: true })
  const swept = await ctx.db
    .delete(rateLimits)
    .where(inArray(rateLimits.key, over))
    .returning({ key: rateLimits.key })
  return swept.length === atOnce
}
