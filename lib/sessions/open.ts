import 'server-only'
import { and, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import type { Context } from '@/lib/context'
import { idleLimitMs } from './limits'

/** The sessions that can be used now: neither revoked nor expired nor idle. */
export function isOpenSession(now: Date): SQL | undefined {
  return and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, new Date(now.getTime() - idleLimitMs)),
  )
}

/** How many sessions each of these users has open. Users without are left out. */
export async function countOpenSessions(ctx: Context, userIds: number[]): Promise<Map<number, number>> {
  const rows = await ctx.db
    .select({ userId: sessions.userId, count: sql<number>`count(*)::integer` })
    .from(sessions)
    .where(and(inArray(sessions.userId, userIds), isOpenSession(ctx.now)))
    .groupBy(sessions.userId)
  return new Map(rows.map(({ userId, count }) => [userId, count]))
}
