import 'server-only'
import { desc, eq, sql } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { getUser } from '@/lib/users/get'
import { seenNames } from '@/lib/users/names-seen'
import { linkState } from './link-state'
import { isStandingLink } from './open'

const columns = {
  id: recoveryLinks.id,
  createdAt: recoveryLinks.createdAt,
  createdBy: recoveryLinks.createdBy,
  expiresAt: recoveryLinks.expiresAt,
  fetches: recoveryLinks.fetches,
  lastFetchedAt: recoveryLinks.lastFetchedAt,
  openedAt: recoveryLinks.openedAt,
  usedAt: recoveryLinks.usedAt,
  replacedAt: recoveryLinks.replacedAt,
  revokedAt: recoveryLinks.revokedAt,
}

/** What became of the user's latest recovery link, without its secret; undefined when there never was one. */
export async function getRecoveryLinkStatus(ctx: Context, userId: number) {
  await requirePermission(ctx, 'users.recover', { userId })
  const { id } = await getUser(ctx, userId)
  const [link] = await ctx.db
    .select(columns)
    .from(recoveryLinks)
    .where(eq(recoveryLinks.userId, id))
    // Two made in the same moment: the one that stands is the later.
    .orderBy(desc(recoveryLinks.createdAt), desc(sql`${isStandingLink()}`), desc(recoveryLinks.id))
    .limit(1)
  if (!link) return undefined
  const nameOf = await seenNames(ctx, [link.createdBy])
  return { ...link, createdBy: nameOf(link.createdBy), state: linkState(link, ctx.now) }
}

export type RecoveryLinkStatus = NonNullable<Awaited<ReturnType<typeof getRecoveryLinkStatus>>>
