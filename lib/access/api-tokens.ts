import 'server-only'
import { and, asc, eq, gt, inArray, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { apiTokens } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type CredentialKind, dayMs } from './kind'

/** The API tokens that can be used now: neither revoked nor expired. */
export function isOpenToken(now: Date | Placeholder): SQL | undefined {
  return and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql.param(now, apiTokens.expiresAt)))
}

/** Revokes every API token of these users that is not revoked yet, and says how many. */
export async function revokeTokensOf(ctx: Context, userIds: number[]): Promise<number> {
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now })
    .where(and(inArray(apiTokens.userId, userIds), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  return revoked.length
}

export const apiTokenKind = {
  name: 'apiTokens',
  owner: apiTokens.userId,
  isOpen: isOpenToken,
  kept: { key: apiTokens.id, expiresAt: apiTokens.expiresAt, forMs: 90 * dayMs },
  end: revokeTokensOf,
  told: {
    async held(ctx, userId) {
      const { id, description, createdAt, expiresAt, lastUsedAt, revokedAt } = apiTokens
      return ctx.db
        .select({ id, description, createdAt, expiresAt, lastUsedAt, revokedAt })
        .from(apiTokens)
        .where(eq(apiTokens.userId, userId))
        .orderBy(asc(createdAt))
    },
    usable: async ({ db, now }, userId) =>
      db
        .select({
          id: apiTokens.id,
          name: sql<string>`coalesce(nullif(${apiTokens.description}, ''), 'API token')`,
        })
        .from(apiTokens)
        .where(and(eq(apiTokens.userId, userId), isOpenToken(now)))
        .orderBy(asc(apiTokens.createdAt)),
  },
} satisfies CredentialKind
