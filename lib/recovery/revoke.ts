import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'
import type { Context } from '@/lib/context'
import { isStandingLink } from './open'

/** Revokes every recovery link of these users that stands, and says how many. */
export async function revokeLinksOf(ctx: Context, userIds: number[]): Promise<number> {
  const revoked = await ctx.db
    .update(recoveryLinks)
    .set({ revokedAt: ctx.now })
    .where(and(inArray(recoveryLinks.userId, userIds), isStandingLink()))
    .returning({ id: recoveryLinks.id })
  return revoked.length
}
