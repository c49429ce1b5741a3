import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import { knowersIn } from '@/lib/access/knower'
import { isStandingLink } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'

/** Notes that the actor is shown this link of a user, so that a password chosen with it counts as known to them. */
export async function noteShown(ctx: Context, userId: number, linkId: string): Promise<void> {
  const seen = integers(knowersIn(ctx, userId))
  await ctx.db
    .update(recoveryLinks)
    .set({ shownTo: sql`array(select unnest(${recoveryLinks.shownTo}) union select unnest(${seen}))` })
    .where(and(eq(recoveryLinks.id, linkId), isStandingLink(), sql`not ${recoveryLinks.shownTo} @> ${seen}`))
}
