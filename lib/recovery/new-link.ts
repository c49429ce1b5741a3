import 'server-only'
import { and, eq } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import { isStandingLink } from '@/lib/access/recovery-links'
import { recordEvent } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { Conflict } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { absoluteUrl } from '@/lib/kernel/url'
import { lockUser } from '@/lib/users/lock'
import type { LinkKind } from './link-state'
import { outgrownAddress } from './outgrown-address'

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

type NewLink = {
  userId: number
  kind: LinkKind
  createdBy: string
  /** Who sees it now, if not its user alone. Of a mailed one it is who set the address. */
  shownTo?: number[]
  /** The address it goes to, as it was when the mail was written. */
  mailedTo?: string
}

/**
 * Makes the drawn link the user's only one of its kind, in the caller's transaction, which has asked for permission.
 * Throws NotFound, and Conflict for an inactive user, whom no link brings back, and where it would go to an address that
 * is no longer theirs, or that somebody weaker set.
 */
export async function placeLink(
  ctx: Context,
  link: DrawnLink,
  { userId, kind, createdBy, shownTo = [], mailedTo }: NewLink,
): Promise<void> {
  const user = await lockUser(ctx, userId)
  if (user.deactivatedAt)
    throw new Conflict(`${isolated(user.username)} is inactive. A recovery link activates nobody.`)
  if (mailedTo !== undefined && user.email !== mailedTo)
    throw new Conflict(
      `The e-mail address of ${isolated(user.username)} was changed a moment ago. Try again.`,
    )
  if (mailedTo !== undefined && user.emailOutgrown) throw new Conflict(outgrownAddress(user.username))
  const replaced = await ctx.db
    .update(recoveryLinks)
    .set({ replacedAt: ctx.now })
    .where(and(eq(recoveryLinks.userId, userId), eq(recoveryLinks.kind, kind), isStandingLink()))
    .returning({ id: recoveryLinks.id })
  const { id, expiresAt } = link
  await ctx.db.insert(recoveryLinks).values({
    ...{
      id,
      tokenHash: hashSecret(link.token),
      userId,
      kind,
      createdBy,
      shownTo: mailedTo === undefined ? shownTo : user.emailSetBy,
      mailedTo: mailedTo ?? null,
    },
    ...{ createdAt: ctx.now, expiresAt },
  })
  await recordEvent(ctx, {
    name: 'recovery_link.created',
    subjects: [{ type: 'user', id: String(userId), label: user.username }],
    details: {
      linkId: id,
      expiresAt: expiresAt.toISOString(),
      ...(replaced[0] && { replacedLinkId: replaced[0].id }),
      ...(mailedTo !== undefined && { mailedTo }),
    },
  })
}
