import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { apiTokens, mailAttempts, mails, nameChanges, recoveryLinks, sessions } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { seenNames } from '@/lib/rights/names-seen'

// Columns are named one by one: what a table gains later is not given out before somebody has looked at it.

export async function sessionsHeld(ctx: Context, userId: number) {
  const { id, createdAt, lastSeenAt, authenticatedAt, expiresAt, revokedAt, ip, userAgent } = sessions
  return ctx.db
    .select({ id, createdAt, lastSeenAt, authenticatedAt, expiresAt, revokedAt, ip, userAgent })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(asc(createdAt))
}

export async function apiTokensHeld(ctx: Context, userId: number) {
  const { id, description, createdAt, expiresAt, lastUsedAt, revokedAt } = apiTokens
  return ctx.db
    .select({ id, description, createdAt, expiresAt, lastUsedAt, revokedAt })
    .from(apiTokens)
    .where(eq(apiTokens.userId, userId))
    .orderBy(asc(createdAt))
}

export async function recoveryLinksHeld(ctx: Context, userId: number) {
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
}

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
