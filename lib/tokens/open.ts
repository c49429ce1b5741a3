import 'server-only'
import { and, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { apiTokens } from '@/db/schema'
import type { Context } from '@/lib/context'

/** The API tokens that can be used now: neither revoked nor expired. */
export function isOpenToken(now: Date): SQL | undefined {
  return and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now))
}

/** How many API tokens each of these users has open. Users without are left out. */
export async function countOpenTokens(ctx: Context, userIds: number[]): Promise<Map<number, number>> {
  const rows = await ctx.db
    .select({ userId: apiTokens.userId, count: sql<number>`count(*)::integer` })
    .from(apiTokens)
    .where(and(inArray(apiTokens.userId, userIds), isOpenToken(ctx.now)))
    .groupBy(apiTokens.userId)
  return new Map(rows.map(({ userId, count }) => [userId, count]))
}
