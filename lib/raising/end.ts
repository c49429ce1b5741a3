import 'server-only'
import type { Context } from '@/lib/context'
import { recordEvents } from '@/lib/events/record'
import { clearPasswords } from '@/lib/passwords/store'
import { revokeSessions } from '@/lib/sessions/revoke'
import type { Outgrown } from './outgrown'

/**
 * Ends passwords and sessions that somebody weaker knows. Whoever knows such a password could be the one who changes it
 * at the next sign-in, so it goes altogether: a recovery link is the way in.
 */
export async function endOutgrown(ctx: Context, outgrown: Outgrown[]): Promise<void> {
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
