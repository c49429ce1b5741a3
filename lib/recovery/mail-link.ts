import 'server-only'
import { actorLabel } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { type Delivery, deliverMail } from '@/lib/mail/deliver'
import { enqueueMail } from '@/lib/mail/enqueue'
import { recoveryMessage } from '@/lib/mail/messages/recovery'
import { requireUnderLock } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { getUser } from '@/lib/users/get'
import type { CreateRecoveryLink } from './input'
import { drawLink, placeLink } from './new-link'

export type MailedLink = { recipient: string; expiresAt: Date; delivery: Delivery }

/**
 * Makes a recovery link, which ends the one given before, and mails it to the user's address at once. Says what came of the
 * mail, which has left only if the delivery says so. Throws Conflict for a user who is inactive or has no address, or one
 * that somebody weaker set.
 */
export async function mailRecoveryLink(
  ctx: Context,
  { userId, lifetimeMinutes }: CreateRecoveryLink,
): Promise<MailedLink> {
  await requirePermission(ctx, 'users.recover', { userId })
  const { username, name, email } = await getUser(ctx, userId)
  if (email === null) throw new Conflict(`${isolated(username)} has no e-mail address.`)
  const link = drawLink(ctx, lifetimeMinutes)
  const { expiresAt } = link
  const message = await recoveryMessage({
    ...{ username, name, expiresAt },
    link: link.url,
    askedBy: 'administrator',
  })
  const mailId = await inTransaction(ctx, async (ctx) => {
    await requireUnderLock(ctx, 'users.recover', { userId })
    await placeLink(ctx, link, {
      ...{ userId, kind: 'given', createdBy: actorLabel(ctx.actor), mailedTo: email },
    })
    return enqueueMail(ctx, { message, recipient: email, userId, recoveryLinkId: link.id, expiresAt })
  })
  return { recipient: email, expiresAt, delivery: await deliverMail(ctx, mailId) }
}
