import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import { isOpenSession } from '@/lib/access/sessions'
import type { SignedInContext } from '@/lib/kernel/context'

/** The actor's own open sessions, the newest first. */
export async function listOwnSessions(ctx: SignedInContext) {
  const rows = await ctx.db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), isOpenSession(ctx.now)))
    .orderBy(desc(sessions.createdAt))
  return rows.map((row) => ({ ...row, isCurrent: row.id === ctx.actor.sessionId }))
}
