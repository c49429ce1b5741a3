import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { afterMs } from '@/db/after'
import { mailAttempts, mails } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { NotFound } from '@/lib/kernel/errors'
import { MailAddress } from '@/lib/kernel/mail-address'
import { asUnavailable } from '@/lib/kernel/unavailable'
import { mailTransport } from './choose-transport'
import { type ClaimedMail, claimMail, dueMails, whyNotSend } from './claim'
import { keptAnswer, openContent } from './content'
import type { HandOver, Transport } from './transport'

/** What became of a mail, in words for whoever waits for it. `answer` is the mail server's own, or ours. */
export type Delivery = {
  status: 'sent' | 'captured' | 'sending' | 'postponed' | 'failed' | 'cancelled'
  answer: string
  nextTryAt: Date | null
}

const minute = 60_000
const waits = [minute, 5 * minute, 15 * minute, 60 * minute]
const together = 5
/** Whoever asked is answered within five seconds, of which the database may need some. */
const patienceMs = 3000

/**
 * Hands one mail over now, and says what came of it, or after `waitMs` that it is still being sent, which goes on. Call it
 * after the commit that queued the mail, never inside a transaction: it waits for the mail server. A mail that somebody
 * else is sending, or that is done with, is left alone.
 */
export async function deliverMail(
  ctx: Context,
  mailId: string,
  transport: Transport = mailTransport(),
  waitMs = patienceMs,
): Promise<Delivery> {
  const delivery = handOverOrPostpone(ctx, mailId, transport)
  let stopWaiting = () => {}
  const wait = new Promise<undefined>((resolve) => {
    stopWaiting = afterMs(waitMs, () => resolve(undefined))
  })
  const inTime = await Promise.race([delivery, wait]).finally(() => stopWaiting())
  if (inTime) return inTime
  delivery.catch((error) => console.error('A mail could not be handed over:', error))
  return stillSending
}

const stillSending: Delivery = {
  status: 'sending',
  answer: 'The mail server has not answered yet. Settings, Mail shows what comes of it.',
  nextTryAt: null,
}

async function handOverOrPostpone(ctx: Context, mailId: string, transport: Transport): Promise<Delivery> {
  try {
    return await handOver(ctx, mailId, transport)
  } catch (error) {
    // It is queued, whatever became of the database since.
    if (asUnavailable(error)) return { status: 'postponed', answer: queued, nextTryAt: null }
    throw error
  }
}

const queued = 'The database stopped answering; the mail is tried again when it is back.'

async function handOver(ctx: Context, mailId: string, transport: Transport): Promise<Delivery> {
  const mail = await claimMail(ctx, mailId, transport.longestMs)
  if (!mail) return currentDelivery(ctx, mailId)
  const reason = await whyNotSend(ctx, mail)
  if (reason) return giveUp(ctx, mail, reason)
  const content = mail.content === null ? undefined : openContent(mail.content)
  if (!content) return giveUp(ctx, mail, 'Its content cannot be read: the instance key was replaced.')
  const { recipient, subject } = mail
  const begun = performance.now()
  const answered: HandOver = MailAddress.safeParse(recipient).success
    ? await transport.send({ id: mail.id, recipient, subject, ...content })
    : { outcome: 'refused', answer: 'Not sent: this is not one address.' }
  const tookMs = wholeSeconds(performance.now() - begun)
  const answer = keptAnswer(answered.answer, content, transport.secrets)
  return settle(ctx, mail, transport.name, { ...answered, answer, tookMs })
}

const wholeSeconds = (ms: number) => Math.floor(ms / 1000) * 1000

/** Background work: sends what is due, several at a time since each may wait for a slow server. */
export async function deliverDueMail(ctx: Context, transport: Transport = mailTransport()): Promise<boolean> {
  const due = await dueMails(ctx, together)
  await Promise.all(due.map((id) => handOverOrPostpone(ctx, id, transport)))
  return due.length === together
}

async function currentDelivery(ctx: Context, mailId: string): Promise<Delivery> {
  const [mail] = await ctx.db.select().from(mails).where(eq(mails.id, mailId))
  if (!mail) throw new NotFound('The mail')
  // One that was cancelled while it was being sent keeps its claim.
  if (mail.status === 'queued' && mail.claimedAt !== null) return stillSending
  const [last] = await ctx.db
    .select({ answer: mailAttempts.answer })
    .from(mailAttempts)
    .where(eq(mailAttempts.mailId, mailId))
    .orderBy(desc(mailAttempts.attemptedAt), desc(mailAttempts.id))
    .limit(1)
  const isQueued = mail.status === 'queued'
  return {
    status: mail.status === 'queued' ? 'postponed' : mail.status,
    answer: last?.answer ?? '',
    nextTryAt: isQueued ? mail.dueAt : null,
  }
}

/** Its content goes, so that what it said cannot be read later. A mail that had failed before stays a failed one. */
async function giveUp(ctx: Context, mail: ClaimedMail, answer: string): Promise<Delivery> {
  const status = mail.status === 'queued' ? 'cancelled' : mail.status
  await ctx.db
    .update(mails)
    .set({ status, content: null, claimedAt: null, dueAt: null, finishedAt: mail.finishedAt ?? ctx.now })
    .where(isStillOurs(mail))
  return { status: 'cancelled', answer, nextTryAt: null }
}

async function settle(
  ctx: Context,
  mail: ClaimedMail,
  transport: Transport['name'],
  { outcome, answer, tookMs }: HandOver & { tookMs: number },
): Promise<Delivery> {
  return inTransaction(ctx, async (ctx) => {
    const tries = await ctx.db.$count(mailAttempts, eq(mailAttempts.mailId, mail.id))
    const wait = waits[Math.min(tries, waits.length - 1)] ?? minute
    // From its end: handing over to a slow server may take longer than the wait.
    const nextTryAt = new Date(ctx.now.getTime() + tookMs + wait)
    const isPostponed = outcome === 'postponed' && nextTryAt < mail.expiresAt
    const status = isPostponed ? 'queued' : outcome === 'sent' || outcome === 'captured' ? outcome : 'failed'
    const [settled] = await ctx.db
      .update(mails)
      .set({
        status,
        claimedAt: null,
        finishedAt: isPostponed ? null : ctx.now,
        // A failed mail can be sent again until it expires; then it is due once more, to lose its content.
        dueAt: isPostponed ? nextTryAt : status === 'failed' ? mail.expiresAt : null,
        ...(status === 'sent' && { content: null }),
      })
      .where(isStillOurs(mail))
      .returning({ id: mails.id })
    if (settled) {
      const id = uuidv7(ctx.now)
      const attempt = { mailId: mail.id, attemptedAt: ctx.now, transport, outcome, answer }
      await ctx.db.insert(mailAttempts).values({ id, ...attempt })
    }
    return {
      status: status === 'queued' ? 'postponed' : status,
      answer,
      nextTryAt: isPostponed ? nextTryAt : null,
    }
  })
}

function isStillOurs({ id, dueAt }: ClaimedMail) {
  return and(eq(mails.id, id), dueAt ? eq(mails.dueAt, dueAt) : undefined)
}
