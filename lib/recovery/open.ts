import 'server-only'
import { and, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'

/** The links nothing has ended yet, though their time may be over. */
export function isStandingLink(): SQL | undefined {
  return and(isNull(recoveryLinks.usedAt), isNull(recoveryLinks.replacedAt), isNull(recoveryLinks.revokedAt))
}

/** The links that can be used now. Whether their user is active is for the caller to join. */
export function isOpenLink(now: Date): SQL | undefined {
  return and(isStandingLink(), gt(recoveryLinks.expiresAt, now))
}

/** How many recovery links each of these users has open. Users without are left out. */
export async function countOpenLinks(ctx: Context, userIds: number[]): Promise<Map<number, number>> {
  const rows = await ctx.db
    .select({ userId: recoveryLinks.userId, count: sql<number>`count(*)::integer` })
    .from(recoveryLinks)
    .where(and(inArray(recoveryLinks.userId, userIds), isOpenLink(ctx.now)))
    .groupBy(recoveryLinks.userId)
  return new Map(rows.map(({ userId, count }) => [userId, count]))
}
