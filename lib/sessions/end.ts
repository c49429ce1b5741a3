import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { sessions, users } from '@/db/schema'
import { isOpenSession } from '@/lib/access/sessions'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction, type SignedInContext } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { NotFound } from '@/lib/kernel/errors'

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
