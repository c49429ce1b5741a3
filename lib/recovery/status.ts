import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import { isStandingLink } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'
import { seenNames } from '@/lib/rights/names-seen'
import { requirePermission } from '@/lib/rights/require'
import { getUser } from '@/lib/users/get'
import { type LinkKind, linkState } from './link-state'

const columns = {
  id: recoveryLinks.id,
  kind: recoveryLinks.kind,
  createdAt: recoveryLinks.createdAt,
  createdBy: recoveryLinks.createdBy,
  mailedTo: recoveryLinks.mailedTo,
  expiresAt: recoveryLinks.expiresAt,
  fetches: recoveryLinks.fetches,
  lastFetchedAt: recoveryLinks.lastFetchedAt,
  openedAt: recoveryLinks.openedAt,
  usedAt: recoveryLinks.usedAt,
  replacedAt: recoveryLinks.replacedAt,
  revokedAt: recoveryLinks.revokedAt,
}

/** What became of the user's latest recovery link of this kind, without its secret; undefined when there never was one. */
export async function getRecoveryLinkStatus(ctx: Context, userId: number, kind: LinkKind) {
  await requirePermission(ctx, 'users.recover', { userId })
  const { id } = await getUser(ctx, userId)
  const [link] = await ctx.db
    .select(columns)
    .from(recoveryLinks)
    .where(and(eq(recoveryLinks.userId, id), eq(recoveryLinks.kind, kind)))
    // Two made in the same moment: the one that stands is the later.
    .orderBy(desc(recoveryLinks.createdAt), desc(sql`${isStandingLink()}`))
    .limit(1)
  if (!link) return undefined
  const nameOf = await seenNames(ctx, [link.createdBy])
  return { ...link, createdBy: nameOf(link.createdBy), state: linkState(link, ctx.now) }
}

export type RecoveryLinkStatus = NonNullable<Awaited<ReturnType<typeof getRecoveryLinkStatus>>>

/** The links that are open, of either kind, or else what became of the latest. */
export async function recoveryLinksToShow(ctx: Context, userId: number): Promise<RecoveryLinkStatus[]> {
  const links: RecoveryLinkStatus[] = []
  for (const kind of ['given', 'asked'] as const)
    links.push(...[await getRecoveryLinkStatus(ctx, userId, kind)].filter((link) => link !== undefined))
  links.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  const open = links.filter(({ state }) => state === 'open')
  return open.length > 0 ? open : links.slice(0, 1)
}
