import 'server-only'
import { and, eq, gt } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import { isOpenSession } from '@/lib/access/sessions'
import type { Context, SignedInContext } from '@/lib/kernel/context'
import { Forbidden, Invalid } from '@/lib/kernel/errors'
import { said } from '@/words/said'
import { checkOwnPassword } from './check-own-password'

const recentMs = 5 * 60_000

/**
 * Throws unless it was proved within five minutes that the account's owner is at the other end: by signing in, or by the
 * current password, which when given proves it for this session now. Invalid on `currentPassword` asks for that;
 * Forbidden for whoever has no session, since a token proves nothing. With a password, call it outside a transaction.
 */
export async function requireRecentProof(ctx: Context, currentPassword?: string): Promise<void> {
  if (!isSignedIn(ctx)) {
    throw new Forbidden(said('signIn.errors.tokenIsNoProof'))
  }
  if (currentPassword) await proveByPassword(ctx, currentPassword)
  if (!(await hasRecentProof(ctx))) {
    throw new Invalid({ currentPassword: [said('signIn.errors.currentPasswordMissing')] })
  }
}

async function proveByPassword(ctx: SignedInContext, currentPassword: string): Promise<void> {
  await checkOwnPassword(ctx, currentPassword)
  const { sessionId, userId } = ctx.actor
  await ctx.db
    .update(sessions)
    .set({ authenticatedAt: ctx.now })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isOpenSession(ctx.now)))
}

async function hasRecentProof({ db, actor, now }: SignedInContext): Promise<boolean> {
  const proved = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, actor.userId),
        isOpenSession(now),
        gt(sessions.authenticatedAt, new Date(now.getTime() - recentMs)),
      ),
    )
  return proved.some(({ id }) => id === actor.sessionId)
}

function isSignedIn(ctx: Context): ctx is SignedInContext {
  return ctx.actor.type === 'user'
}
