import 'server-only'
import { eq } from 'drizzle-orm'
import { sessions, users } from '@/db/schema'
import { absoluteLimitMs } from '@/lib/access/session-limits'
import { useTicket } from '@/lib/access/tickets'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { noRights } from '@/lib/rights/rights'
import { endReplacedSession } from '@/lib/sessions/end'

export type OpenedSession = { userId: number; secret: string }

/**
 * Uses up a sign-in ticket and opens a new session, or returns undefined when the ticket does not stand. `replaced` is
 * the secret of the session the browser holds until now, which ends in the same commit.
 */
export async function openSession(
  ctx: Context,
  ticket: string,
  replaced?: string,
): Promise<OpenedSession | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const user = await useTicket(ctx, ticket, 'session')
    if (!user) return undefined
    await ctx.db.update(users).set({ lastSignInAt: ctx.now }).where(eq(users.id, user.id))
    const secret = newSecret()
    const id = uuidv7(ctx.now)
    await ctx.db.insert(sessions).values({
      id,
      tokenHash: hashSecret(secret),
      userId: user.id,
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      authenticatedAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + absoluteLimitMs),
      knownBy: user.passwordKnownBy,
      ip: ctx.request.ip,
      userAgent: ctx.request.userAgent,
    })
    const { username } = user
    const actor = { type: 'user' as const, userId: user.id, label: username, rights: noRights, sessionId: id }
    const signedIn = { ...ctx, actor }
    if (replaced !== undefined) await endReplacedSession(signedIn, replaced)
    await recordEvent(signedIn, {
      name: 'user.signed_in',
      subjects: [{ type: 'user', id: String(user.id), label: username }],
      details: { sessionId: id },
    })
    return { userId: user.id, secret }
  })
}
