import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { recoveryFlows, recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { seenNames } from '@/lib/rights/names-seen'
import { type CredentialKind, dayMs } from './kind'

/** The links nothing has ended yet, though their time may be over. */
export function isStandingLink(): SQL | undefined {
  return and(isNull(recoveryLinks.usedAt), isNull(recoveryLinks.replacedAt), isNull(recoveryLinks.revokedAt))
}

/** The links that can be used now. Whether their user is active is for the caller to join. */
export function isOpenLink(now: Date): SQL | undefined {
  return and(isStandingLink(), gt(recoveryLinks.expiresAt, now))
}

/** Revokes every recovery link of these users that stands, and says how many. */
export async function revokeLinksOf(ctx: Context, userIds: number[]): Promise<number> {
  return revokeLinksWhere(ctx, inArray(recoveryLinks.userId, userIds))
}

/** The same for those that a condition on `recovery_links` selects. */
export async function revokeLinksWhere(ctx: Context, condition: SQL): Promise<number> {
  const revoked = await ctx.db
    .update(recoveryLinks)
    .set({ revokedAt: ctx.now })
    .where(and(condition, isStandingLink()))
    .returning({ id: recoveryLinks.id })
  await endReplacedFlows(ctx, condition)
  return revoked.length
}

/**
 * Ends what was begun with asked-for links that a newer one has replaced: a newer one leaves it its time, but nothing
 * else does.
 */
export async function endReplacedFlows(ctx: Context, condition: SQL): Promise<void> {
  const replaced = ctx.db
    .select({ id: recoveryLinks.id })
    .from(recoveryLinks)
    .where(and(condition, isNotNull(recoveryLinks.replacedAt)))
  await ctx.db.delete(recoveryFlows).where(inArray(recoveryFlows.linkId, replaced))
}

export const recoveryLinkKind = {
  name: 'recoveryLinks',
  owner: recoveryLinks.userId,
  isOpen: isOpenLink,
  kept: { key: recoveryLinks.id, expiresAt: recoveryLinks.expiresAt, forMs: 90 * dayMs },
  end: revokeLinksOf,
  told: {
    async held(ctx, userId) {
      const { id, createdAt, createdBy, expiresAt, fetches, lastFetchedAt } = recoveryLinks
      const { openedAt, usedAt, replacedAt, revokedAt } = recoveryLinks
      const links = await ctx.db
        .select({
          ...{ id, createdAt, createdBy, expiresAt, fetches, lastFetchedAt },
          ...{ openedAt, usedAt, replacedAt, revokedAt },
        })
        .from(recoveryLinks)
        .where(eq(recoveryLinks.userId, userId))
        .orderBy(asc(createdAt))
      const nameOf = await seenNames(
        ctx,
        links.map((link) => link.createdBy),
      )
      return links.map((link) => ({ ...link, createdBy: nameOf(link.createdBy) }))
    },
    async usable(ctx, userId) {
      const links = await ctx.db
        .select({ id: recoveryLinks.id, name: recoveryLinks.createdBy })
        .from(recoveryLinks)
        .where(and(eq(recoveryLinks.userId, userId), isOpenLink(ctx.now)))
        .orderBy(asc(recoveryLinks.createdAt))
      const nameOf = await seenNames(
        ctx,
        links.map(({ name }) => name),
      )
      return links.map(({ id, name }) => ({ id, name: `Made by ${nameOf(name)}` }))
    },
  },
} satisfies CredentialKind
