import 'server-only'
import { and, asc, eq, gt, inArray, isNull, ne, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { sessions, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type CredentialKind, dayMs } from './kind'
import { idleLimitMs } from './session-limits'

/** The sessions that can be used now: neither revoked nor expired nor idle. */
export function isOpenSession(now: Date | Placeholder): SQL | undefined {
  const moment = sql`${sql.param(now, sessions.expiresAt)}::timestamptz`
  return and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, moment),
    gt(sessions.lastSeenAt, sql`${moment} - ${idleLimitMs} * interval '1 millisecond'`),
  )
}

/**
 * Revokes every open session of these users except `except`, and says how many. The devices they signed in on become
 * strangers to their accounts again.
 */
export async function revokeSessionsOf(ctx: Context, userIds: number[], except?: string): Promise<number> {
  const revoked = await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        inArray(sessions.userId, userIds),
        isNull(sessions.revokedAt),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    )
    .returning({ id: sessions.id })
  await forgetDevicesOf(ctx, userIds)
  return revoked.length
}

/** Revokes these sessions of these users. The devices they signed in on become strangers to their accounts again. */
export async function revokeSessions(ctx: Context, ids: string[], userIds: number[]): Promise<void> {
  await ctx.db.update(sessions).set({ revokedAt: ctx.now }).where(inArray(sessions.id, ids))
  await forgetDevicesOf(ctx, userIds)
}

/** From now on no device counts as one that signed in to these users' accounts before. */
export async function forgetDevicesOf(ctx: Context, userIds: number[]): Promise<void> {
  await ctx.db.update(users).set({ devicesForgottenAt: ctx.now }).where(inArray(users.id, userIds))
}

export const sessionKind = {
  name: 'sessions',
  owner: sessions.userId,
  isOpen: isOpenSession,
  kept: { key: sessions.id, expiresAt: sessions.expiresAt, forMs: 30 * dayMs },
  end: revokeSessionsOf,
  told: {
    async held(ctx, userId) {
      const { id, createdAt, lastSeenAt, authenticatedAt, expiresAt, revokedAt, ip, userAgent } = sessions
      return ctx.db
        .select({ id, createdAt, lastSeenAt, authenticatedAt, expiresAt, revokedAt, ip, userAgent })
        .from(sessions)
        .where(eq(sessions.userId, userId))
        .orderBy(asc(createdAt))
    },
    usable: async ({ db, now }, userId) =>
      db
        .select({ id: sessions.id, name: sql<string>`coalesce(${sessions.userAgent}, 'Session')` })
        .from(sessions)
        .where(and(eq(sessions.userId, userId), isOpenSession(now)))
        .orderBy(asc(sessions.createdAt)),
  },
} satisfies CredentialKind
