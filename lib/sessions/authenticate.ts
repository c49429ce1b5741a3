import 'server-only'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { sessions, users } from '@/db/schema'
import type { Db } from '@/db/types'
import { touchEveryMs } from '@/lib/access/session-limits'
import { isOpenSession } from '@/lib/access/sessions'
import type { Actor } from '@/lib/kernel/actor'
import { hashSecret } from '@/lib/kernel/crypto'
import { unlessUnavailable } from '@/lib/kernel/unavailable'
import { giftsOfUser, rightsOfRows } from '@/lib/rights/gifts'

const openSession = prepared((db) =>
  db
    .select({
      id: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      knownBy: sessions.knownBy,
      userId: users.id,
      username: users.username,
      gifts: giftsOfUser(sql`${users.id}`, sql`${sql.param(sql.placeholder('now'), users.createdAt)}`),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('hash')),
        isOpenSession(sql.placeholder('now')),
        isNull(users.deactivatedAt),
      ),
    )
    .prepare('open_session'),
)

/**
 * The actor behind a session secret, or undefined when the session is unknown, revoked, expired or idle, or its user
 * is inactive. The user is joined in the same query, so a forgotten revocation is harmless.
 */
export async function authenticateSession(
  db: Db,
  secret: string,
  now: Date,
): Promise<Extract<Actor, { type: 'user' }> | undefined> {
  const [session] = await openSession(db).execute({ hash: hashSecret(secret), now })
  if (!session) return undefined
  const stale = new Date(now.getTime() - touchEveryMs)
  if (session.lastSeenAt < stale) {
    await unlessUnavailable(
      db
        .update(sessions)
        .set({ lastSeenAt: now })
        .where(and(eq(sessions.id, session.id), lt(sessions.lastSeenAt, stale), isNull(sessions.revokedAt))),
    )
  }
  return {
    type: 'user',
    userId: session.userId,
    label: session.username,
    rights: rightsOfRows(session.gifts),
    sessionId: session.id,
    knownBy: session.knownBy,
  }
}
