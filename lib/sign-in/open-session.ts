import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { sessions, signInTickets, users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { hashSecret, newSecret, uuidv7 } from '@/lib/crypto'
import { recordEvent } from '@/lib/events/record'
import { absoluteLimitMs } from '@/lib/sessions/limits'

export type OpenedSession = { userId: number; secret: string }

/** Uses up a sign-in ticket and opens a new session, or returns undefined when the ticket is unknown, used or expired, or its user inactive. */
export async function openSession(ctx: Context, ticket: string): Promise<OpenedSession | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const [used] = await ctx.db
      .delete(signInTickets)
      .where(and(eq(signInTickets.tokenHash, hashSecret(ticket)), gt(signInTickets.expiresAt, ctx.now)))
      .returning({ userId: signInTickets.userId })
    if (!used) return undefined
    const [user] = await ctx.db
      .update(users)
      .set({ lastSignInAt: ctx.now })
      .where(and(eq(users.id, used.userId), isNull(users.deactivatedAt)))
      .returning({ id: users.id, username: users.username, isAdministrator: users.isAdministrator })
    if (!user) return undefined
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
      ip: ctx.request.ip,
      userAgent: ctx.request.userAgent,
    })
    const { isAdministrator, username } = user
    const actor = { type: 'user' as const, userId: user.id, label: username, isAdministrator, sessionId: id }
    await recordEvent(
      { ...ctx, actor },
      {
        name: 'user.signed_in',
        subjects: [{ type: 'user', id: String(user.id), label: username }],
        details: { sessionId: id },
      },
    )
    return { userId: user.id, secret }
  })
}
