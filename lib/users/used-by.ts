import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { apiTokens, recoveryLinks, sessions } from '@/db/schema'
import { isOpenLink } from '@/lib/access/open-links'
import { isOpenSession } from '@/lib/access/open-sessions'
import { isOpenToken } from '@/lib/access/open-tokens'
import type { Context } from '@/lib/kernel/context'
import { seenNames } from '@/lib/rights/names-seen'
import { requirePermission } from '@/lib/rights/require'
import { getUser } from './get'

export type UseOfUser = { model: 'authenticatedsession' | 'token' | 'recoverylink'; id: string; name: string }

/**
 * What of a user's can still be used and goes with them, kind by kind, the oldest first, for whoever may delete them.
 * Throws NotFound for one out of sight, Forbidden for one who may only be seen.
 */
export async function listUsesOfUser(ctx: Context, id: number): Promise<UseOfUser[]> {
  await getUser(ctx, id)
  await requirePermission(ctx, 'users.delete', { userId: id })
  const open = await ctx.db
    .select({ id: sessions.id, name: sessions.userAgent })
    .from(sessions)
    .where(and(eq(sessions.userId, id), isOpenSession(ctx.now)))
    .orderBy(asc(sessions.createdAt))
  const tokens = await ctx.db
    .select({ id: apiTokens.id, name: apiTokens.description })
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, id), isOpenToken(ctx.now)))
    .orderBy(asc(apiTokens.createdAt))
  const links = await ctx.db
    .select({ id: recoveryLinks.id, name: recoveryLinks.createdBy })
    .from(recoveryLinks)
    .where(and(eq(recoveryLinks.userId, id), isOpenLink(ctx.now)))
    .orderBy(asc(recoveryLinks.createdAt))
  const nameOf = await seenNames(
    ctx,
    links.map(({ name }) => name),
  )
  return [
    ...open.map(({ id, name }) => ({ model: 'authenticatedsession' as const, id, name: name ?? 'Session' })),
    ...tokens.map(({ id, name }) => ({ model: 'token' as const, id, name: name || 'API token' })),
    ...links.map(({ id, name }) => ({ model: 'recoverylink' as const, id, name: `Made by ${nameOf(name)}` })),
  ]
}
