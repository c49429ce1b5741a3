import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { mailAttempts, mails, nameChanges } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

// Columns are named one by one: what a table gains later is not given out before somebody has looked at it.

export async function nameChangesHeld(ctx: Context, userId: number) {
  const { id, usernameBefore, emailBefore, createdAt, expiresAt, undoneAt, endedAt } = nameChanges
  return ctx.db
    .select({ id, usernameBefore, emailBefore, createdAt, expiresAt, undoneAt, endedAt })
    .from(nameChanges)
    .where(eq(nameChanges.userId, userId))
    .orderBy(asc(createdAt))
}

/** Without their content, which may hold a link. */
export async function mailsHeld(ctx: Context, userId: number) {
  const { id, kind, recipient, subject, status, createdAt, finishedAt } = mails
  const written = await ctx.db
    .select({ id, kind, recipient, subject, status, createdAt, finishedAt })
    .from(mails)
    .where(eq(mails.userId, userId))
    .orderBy(asc(createdAt))
  const { mailId, attemptedAt, transport, outcome, answer } = mailAttempts
  const tried = await ctx.db
    .select({ mailId, attemptedAt, transport, outcome, answer })
    .from(mailAttempts)
    .innerJoin(mails, eq(mails.id, mailId))
    .where(eq(mails.userId, userId))
    .orderBy(asc(attemptedAt))
  const byMail = new Map<string, Omit<(typeof tried)[number], 'mailId'>[]>()
  for (const { mailId, ...attempt } of tried) byMail.set(mailId, [...(byMail.get(mailId) ?? []), attempt])
  return written.map((mail) => ({ ...mail, attempts: byMail.get(mail.id) ?? [] }))
}
