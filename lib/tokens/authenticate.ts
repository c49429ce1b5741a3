import 'server-only'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { apiTokens, users } from '@/db/schema'
import type { Db } from '@/db/types'
import { isOpenToken } from '@/lib/access/api-tokens'
import type { Actor } from '@/lib/kernel/actor'
import { hashSecret } from '@/lib/kernel/crypto'
import { unlessUnavailable } from '@/lib/kernel/unavailable'
import { giftsOfUser, rightsOfRows } from '@/lib/rights/gifts'

const touchEveryMs = 5 * 60_000

const openToken = prepared((db) =>
  db
    .select({
      id: apiTokens.id,
      userId: users.id,
      username: users.username,
      gifts: giftsOfUser(sql`${users.id}`, sql`${sql.param(sql.placeholder('now'), users.createdAt)}`),
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(
      and(
        eq(apiTokens.tokenHash, sql.placeholder('hash')),
        isOpenToken(sql.placeholder('now')),
        isNull(users.deactivatedAt),
      ),
    )
    .prepare('open_token'),
)

/** The actor behind a bearer token, or undefined when it is unknown, expired, revoked, or its user is inactive. */
export async function authenticateToken(
  db: Db,
  secret: string,
  now: Date,
): Promise<Extract<Actor, { type: 'apiToken' }> | undefined> {
  const [token] = await openToken(db).execute({ hash: hashSecret(secret), now })
  if (!token) return undefined
  const stale = new Date(now.getTime() - touchEveryMs)
  if (!token.lastUsedAt || token.lastUsedAt < stale) {
    const isStale = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, stale))
    await unlessUnavailable(
      db
        .update(apiTokens)
        .set({ lastUsedAt: now })
        .where(and(eq(apiTokens.id, token.id), isStale)),
    )
  }
  return {
    type: 'apiToken',
    userId: token.userId,
    label: token.username,
    rights: rightsOfRows(token.gifts),
    tokenId: token.id,
  }
}
