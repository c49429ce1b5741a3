import 'server-only'
import { and, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { mails } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict, NotFound } from '@/lib/kernel/errors'
import { requirePermission } from '@/lib/rights/require'
import { mailTransport } from './choose-transport'
import { type Delivery, deliverMail } from './deliver'
import { mailKindLabel } from './message'
import type { Transport } from './transport'

/**
 * Tries a mail that failed or was postponed again, at once. Throws Conflict for one that is done with, or that is being
 * sent at this moment.
 */
export async function retryMail(
  ctx: Context,
  mailId: string,
  transport: Transport = mailTransport(),
): Promise<Delivery> {
  await requirePermission(ctx, 'mail.send')
  await inTransaction(ctx, (ctx) => makeDue(ctx, mailId))
  return deliverMail(ctx, mailId, transport)
}

async function makeDue(ctx: Context, mailId: string): Promise<void> {
  // One that another process is sending must not be sent twice, unless that process is long dead.
  const isFree = or(isNull(mails.claimedAt), lte(mails.dueAt, ctx.now))
  const [mail] = await ctx.db
    .update(mails)
    .set({ status: 'queued', claimedAt: null, dueAt: ctx.now, finishedAt: null })
    .where(
      and(
        eq(mails.id, mailId),
        inArray(mails.status, ['queued', 'failed']),
        isNotNull(mails.content),
        gt(mails.expiresAt, ctx.now),
        isFree,
      ),
    )
    .returning({ kind: mails.kind, recipient: mails.recipient })
  if (!mail) throw await whyNotRetried(ctx, mailId)
  await recordEvent(ctx, {
    name: 'mail.retried',
    subjects: [{ type: 'mail', id: mailId, label: `${mailKindLabel(mail.kind)} to ${mail.recipient}` }],
  })
}

async function whyNotRetried(ctx: Context, mailId: string) {
  const [mail] = await ctx.db.select({ status: mails.status }).from(mails).where(eq(mails.id, mailId))
  if (!mail) return new NotFound('The mail')
  return new Conflict(
    mail.status === 'queued'
      ? 'It is being sent at this moment. Look again shortly.'
      : 'This mail is done with and cannot be sent again.',
  )
}
