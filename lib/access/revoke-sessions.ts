import 'server-only'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { sessions, users } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction, type SignedInContext } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { NotFound } from '@/lib/kernel/errors'
import { isOpenSession } from './open-sessions'

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

/** Ends one of the actor's own sessions. Throws NotFound for anybody else's and for one that has ended. */
export async function revokeOwnSession(ctx: SignedInContext, id: string): Promise<void> {
  if (!(await endOwnSession(ctx, id))) throw new NotFound('The session')
}

/** Ends the session the actor is using; asked twice at once, it is as well. */
export async function signOut(ctx: SignedInContext): Promise<void> {
  await endOwnSession(ctx, ctx.actor.sessionId)
}

/**
 * Ends the session a browser holds when somebody signs in over it, whosesoever it is: nobody would ever sign out of it.
 * Called in the transaction that opens the new one, by the person it is for.
 */
export async function endReplacedSession(ctx: Context, secret: string): Promise<void> {
  const [ended] = await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .from(users)
    .where(
      and(eq(users.id, sessions.userId), eq(sessions.tokenHash, hashSecret(secret)), isOpenSession(ctx.now)),
    )
    .returning({ id: sessions.id, userId: users.id, username: users.username })
  if (!ended) return
  await recordEvent(ctx, {
    name: 'session.revoked',
    subjects: [{ type: 'user', id: String(ended.userId), label: ended.username }],
    details: { sessionId: ended.id, because: 'somebody signed in over it' },
  })
}

async function endOwnSession(ctx: SignedInContext, id: string): Promise<boolean> {
  const { userId, label, sessionId } = ctx.actor
  return inTransaction(ctx, async (ctx) => {
    const [revoked] = await ctx.db
      .update(sessions)
      .set({ revokedAt: ctx.now })
      .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id })
    if (!revoked) return false
    await recordEvent(ctx, {
      name: id === sessionId ? 'user.signed_out' : 'session.revoked',
      subjects: [{ type: 'user', id: String(userId), label }],
      details: { sessionId: id },
    })
    return true
  })
}
