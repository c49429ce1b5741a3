import 'server-only'
import { and, eq, lte } from 'drizzle-orm'
import { mails, nameChanges, recoveryLinks, users } from '@/db/schema'
import { isOpenChange } from '@/lib/access/open-name-changes'
import { isOpenLink } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'

/** For what is asked of the database before and after a mail is handed over. */
const marginMs = 30_000

/**
 * Claims a mail that is due, so that nobody else sends it, or returns undefined. `longestMs` is how long handing it over
 * may take: whoever claimed a mail and died leaves it to others half a minute after that.
 */
export async function claimMail(ctx: Context, mailId: string, longestMs: number) {
  const [mail] = await ctx.db
    .update(mails)
    .set({ claimedAt: ctx.now, dueAt: new Date(ctx.now.getTime() + longestMs + marginMs) })
    .where(and(eq(mails.id, mailId), lte(mails.dueAt, ctx.now)))
    .returning()
  return mail
}

/** Mails whose time has come, those waiting longest first. */
export async function dueMails(ctx: Context, limit: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: mails.id })
    .from(mails)
    .where(lte(mails.dueAt, ctx.now))
    .orderBy(mails.dueAt)
    .limit(limit)
  return rows.map(({ id }) => id)
}

export type ClaimedMail = NonNullable<Awaited<ReturnType<typeof claimMail>>>

/** Why a mail is not worth sending any more, or undefined. */
export async function whyNotSend(ctx: Context, mail: ClaimedMail): Promise<string | undefined> {
  if (mail.expiresAt <= ctx.now) return 'Its time is over.'
  // Of a changed address those are told who had it, or taking the user out of service first would keep it from them.
  if (mail.userId !== null && mail.nameChangeId === null) {
    const [user] = await ctx.db
      .select({ deactivatedAt: users.deactivatedAt })
      .from(users)
      .where(eq(users.id, mail.userId))
    if (!user || user.deactivatedAt) return 'The user is not active any more.'
  }
  if (mail.recoveryLinkId !== null) {
    const [link] = await ctx.db
      .select({ id: recoveryLinks.id })
      .from(recoveryLinks)
      .where(and(eq(recoveryLinks.id, mail.recoveryLinkId), isOpenLink(ctx.now)))
    if (!link) return 'The link it carries has ended.'
  }
  if (mail.nameChangeId !== null) {
    const [change] = await ctx.db
      .select({ id: nameChanges.id })
      .from(nameChanges)
      .where(and(eq(nameChanges.id, mail.nameChangeId), isOpenChange(ctx.now)))
    if (!change) return 'The link it carries has ended.'
  }
  return undefined
}
