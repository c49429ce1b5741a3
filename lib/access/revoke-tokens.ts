import 'server-only'
import { and, inArray, isNull } from 'drizzle-orm'
import { apiTokens } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

/** Revokes every API token of these users that is not revoked yet, and says how many. */
export async function revokeTokensOf(ctx: Context, userIds: number[]): Promise<number> {
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now })
    .where(and(inArray(apiTokens.userId, userIds), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  return revoked.length
}
