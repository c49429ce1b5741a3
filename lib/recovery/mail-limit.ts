import 'server-only'
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { linkState } from './link-state'

const hourMs = 60 * 60_000
const perHour = 3
const perDay = 10

/**
 * Whether a user has been mailed enough: three links an hour and ten a day go to one address, whoever asks and by
 * whatever name. Strangers can use that up, so it holds only while the last one mailed works: it is the owner's way in.
 * Links that an administrator mails do not count. The caller holds the user's lock.
 */
export async function isMailedEnough(ctx: Context, userId: number, address: string): Promise<boolean> {
  const ago = (ms: number) => new Date(ctx.now.getTime() - ms)
  const { kind, createdAt, expiresAt, usedAt, replacedAt, revokedAt } = recoveryLinks
  const mailed = await ctx.db
    .select({ createdAt, expiresAt, usedAt, replacedAt, revokedAt })
    .from(recoveryLinks)
    .where(
      and(
        eq(recoveryLinks.userId, userId),
        eq(kind, 'asked'),
        sql`lower(${recoveryLinks.mailedTo}) = lower(${address})`,
        gt(createdAt, ago(24 * hourMs)),
      ),
    )
    .orderBy(desc(createdAt))
    .limit(perDay)
  const lately = mailed.filter((link) => link.createdAt > ago(hourMs))
  const works = mailed.some((link) => linkState(link, ctx.now) === 'open')
  return works && (lately.length >= perHour || mailed.length >= perDay)
}
