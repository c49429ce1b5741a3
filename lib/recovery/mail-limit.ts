import 'server-only'
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { mails, recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { linkState } from './link-state'

const hourMs = 60 * 60_000
const perHour = 3
const perDay = 10
/** A mail that failed or was cancelled reached nobody. */
const leaving = ['queued', 'sent', 'captured'] as const

/**
 * Whether a user has been mailed enough: three links an hour and ten a day go to one address, whoever asks and by
 * whatever name. Strangers can use that up, so it holds only while the last one mailed works: it is the owner's way in.
 * Only links whose mail left or still waits count, and none that an administrator mails. The caller holds the user's lock.
 */
export async function isMailedEnough(ctx: Context, userId: number, address: string): Promise<boolean> {
  const ago = (ms: number) => new Date(ctx.now.getTime() - ms)
  const { kind, createdAt, expiresAt, usedAt, replacedAt, revokedAt } = recoveryLinks
  const mailed = await ctx.db
    .select({ createdAt, expiresAt, usedAt, replacedAt, revokedAt })
    .from(recoveryLinks)
    .innerJoin(mails, eq(mails.recoveryLinkId, recoveryLinks.id))
    .where(
      and(
        eq(recoveryLinks.userId, userId),
        eq(kind, 'asked'),
        sql`lower(${recoveryLinks.mailedTo}) = lower(${address})`,
        gt(createdAt, ago(24 * hourMs)),
        inArray(mails.status, leaving),
      ),
    )
    .orderBy(desc(createdAt))
    .limit(perDay)
  const lately = mailed.filter((link) => link.createdAt > ago(hourMs))
  const works = mailed.some((link) => linkState(link, ctx.now) === 'open')
  return works && (lately.length >= perHour || mailed.length >= perDay)
}
