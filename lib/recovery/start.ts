import 'server-only'
import { and, eq, isNull, lte } from 'drizzle-orm'
import { recoveryFlows, recoveryLinks } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { hashSecret, newSecret } from '@/lib/kernel/crypto'
import { Conflict } from '@/lib/kernel/errors'
import { lockUser } from '@/lib/users/lock'
import { said } from '@/words/said'
import { findLink } from './look-up'
import { needsSecondFactor } from './second-factor'

const lifetimeMs = 15 * 60_000

/**
 * What *Continue* does: from the token of an open link to the secret of a flow of one browser, good for fifteen minutes.
 * The link stays open until a password is set. Throws Conflict when it is not.
 */
export async function startRecovery(ctx: Context, token: string): Promise<string> {
  const secret = newSecret()
  await inTransaction(ctx, async (ctx) => {
    const unlocked = await findLink(ctx, token)
    if (unlocked) await lockUser(ctx, unlocked.user.id)
    const found = await findLink(ctx, token)
    if (found?.state !== 'open') throw new Conflict(said('recovery.errors.over'))
    const { linkId, user } = found
    await ctx.db
      .delete(recoveryFlows)
      .where(and(eq(recoveryFlows.linkId, linkId), lte(recoveryFlows.expiresAt, ctx.now)))
    await ctx.db.insert(recoveryFlows).values({
      tokenHash: hashSecret(secret),
      linkId,
      startedAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + lifetimeMs),
      needsSecondFactor: await needsSecondFactor(ctx, user.id),
    })
    const opened = await ctx.db
      .update(recoveryLinks)
      .set({ openedAt: ctx.now })
      .where(and(eq(recoveryLinks.id, linkId), isNull(recoveryLinks.openedAt)))
      .returning({ id: recoveryLinks.id })
    if (opened.length === 0) return
    await recordEvent(ctx, {
      name: 'recovery_link.opened',
      subjects: [{ type: 'user', id: String(user.id), label: user.username }],
      details: { linkId },
    })
  })
  return secret
}
