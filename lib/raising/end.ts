import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { revokeSessions } from '@/lib/access/sessions'
import { clearPasswords } from '@/lib/access/store-password'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import type { Outgrown } from './outgrown'

/** Mails no recovery links any more to addresses that somebody weaker set, and may read. */
async function leaveAddresses(ctx: Context, outgrown: Outgrown[]): Promise<void> {
  if (outgrown.length === 0) return
  const ids = outgrown.map(({ userId }) => userId)
  await ctx.db
    .update(users)
    .set({ emailOutgrown: true, version: sql`${users.version} + 1`, updatedAt: ctx.now })
    .where(inArray(users.id, ids))
  await recordEvents(
    ctx,
    outgrown.map(({ userId, username }) => ({
      name: 'user.address_outgrown' as const,
      subjects: [{ type: 'user', id: String(userId), label: username }],
    })),
  )
}

/**
 * Ends passwords and sessions that somebody weaker knows. Whoever knows such a password could be the one who changes it
 * at the next sign-in, so it goes altogether: a recovery link is the way in.
 */
export async function endOutgrown(ctx: Context, all: Outgrown[]): Promise<void> {
  await leaveAddresses(
    ctx,
    all.filter(({ hasAddress }) => hasAddress),
  )
  const outgrown = all.filter(({ hasPassword, sessionIds }) => hasPassword || sessionIds.length > 0)
  if (outgrown.length === 0) return
  const ids = outgrown.filter(({ hasPassword }) => hasPassword).map(({ userId }) => userId)
  await clearPasswords(ctx, ids)
  await revokeSessions(
    ctx,
    outgrown.flatMap(({ sessionIds }) => sessionIds),
    outgrown.map(({ userId }) => userId),
  )
  await recordEvents(
    ctx,
    outgrown.map(({ userId, username, hasPassword, sessionIds }) => ({
      name: 'user.outgrown_access_ended' as const,
      subjects: [{ type: 'user', id: String(userId), label: username }],
      details: { endedPassword: hasPassword, endedSessions: sessionIds.length },
    })),
  )
}
