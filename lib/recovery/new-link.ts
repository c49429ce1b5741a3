import 'server-only'
import { and, eq } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { hashSecret, newSecret, uuidv7 } from '@/lib/crypto'
import { Conflict } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { absoluteUrl } from '@/lib/url'
import { lockUser } from '@/lib/users/lock'
import { isStandingLink } from './open'

/** A link that nothing knows of yet. Drawn before the transaction, so that a mail can be rendered around it. */
export type DrawnLink = { id: string; token: string; url: string; expiresAt: Date }

export function drawLink(ctx: Context, lifetimeMinutes: number): DrawnLink {
  const token = newSecret()
  return {
    id: uuidv7(ctx.now),
    token,
    url: absoluteUrl(`/recovery/${token}`),
    expiresAt: new Date(ctx.now.getTime() + lifetimeMinutes * 60_000),
  }
}

type NewLink = { userId: number; createdBy: string; details?: Record<string, unknown> }

/**
 * Makes the drawn link the user's only one, in the caller's transaction, which has asked for permission. Throws NotFound,
 * and Conflict for an inactive user, whom no link brings back.
 */
export async function placeLink(
  ctx: Context,
  link: DrawnLink,
  { userId, createdBy, details }: NewLink,
): Promise<void> {
  const user = await lockUser(ctx, userId)
  if (user.deactivatedAt)
    throw new Conflict(`${user.username} is inactive. A recovery link activates nobody.`)
  const replaced = await ctx.db
    .update(recoveryLinks)
    .set({ replacedAt: ctx.now })
    .where(and(eq(recoveryLinks.userId, userId), isStandingLink()))
    .returning({ id: recoveryLinks.id })
  const { id, expiresAt } = link
  await ctx.db
    .insert(recoveryLinks)
    .values({ id, tokenHash: hashSecret(link.token), userId, createdAt: ctx.now, createdBy, expiresAt })
  await recordEvent(ctx, {
    name: 'recovery_link.created',
    subjects: [{ type: 'user', id: String(userId), label: user.username }],
    details: {
      linkId: id,
      expiresAt: expiresAt.toISOString(),
      ...(replaced[0] && { replacedLinkId: replaced[0].id }),
      ...details,
    },
  })
}
