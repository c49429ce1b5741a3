import 'server-only'
import { gte, inArray, lt } from 'drizzle-orm'
import { recoveryRequests } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'

/** For so long a request waits: whoever made it has long made another. */
export const keptMs = 60 * 60_000
/** About as many as are worked off in half an hour. */
const longest = 20_000
const atOnce = 200

/**
 * The id of a request that is the nth of its network lately, which is its place in the line. All first ones come before all
 * second ones, so that networks take turns and one that floods the line delays itself alone.
 */
export function placeInLine(now: Date, nth: number): string {
  return uuidv7(new Date(now.getTime() + (nth - 1) * keptMs))
}

/** Drops some requests that waited too long or stand too far behind, and says whether there may be more. */
export async function shortenLine(ctx: Context, most = longest): Promise<boolean> {
  const { id, requestedAt } = recoveryRequests
  const isLate = lt(requestedAt, new Date(ctx.now.getTime() - keptMs))
  // Looked up by itself: rows passed over by an offset would be locked, and they are those that stay.
  const firstBehind = ctx.db.select({ id }).from(recoveryRequests).orderBy(id).offset(most).limit(1)
  let isMore = false
  for (const isDropped of [isLate, gte(id, firstBehind)]) {
    const some = ctx.db
      .select({ id })
      .from(recoveryRequests)
      .where(isDropped)
      .limit(atOnce)
      .for('update', { skipLocked: true })
    const rows = await ctx.db.delete(recoveryRequests).where(inArray(id, some)).returning({ id })
    isMore ||= rows.length === atOnce
  }
  return isMore
}
