import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { setupLinks } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { hashSecret, newSecret } from '@/lib/kernel/crypto'
import { absoluteUrl } from '@/lib/kernel/url'
import { hasAdministrator } from '@/lib/rights/administrators'

const lifetimeMs = 24 * 60 * 60_000

/** A fresh one-time link to /setup, ending the one before; undefined once an administrator exists. */
export async function newSetupLink(ctx: Context): Promise<string | undefined> {
  return inTransaction(ctx, async (ctx) => {
    if (await hasAdministrator(ctx)) return undefined
    const secret = newSecret()
    await ctx.db.delete(setupLinks)
    await ctx.db.insert(setupLinks).values({
      tokenHash: hashSecret(secret),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + lifetimeMs),
    })
    return absoluteUrl(`/setup?token=${secret}`)
  })
}

/** Whether this link may still be used. Looking does not use it up. */
export async function isSetupLinkOpen(ctx: Context, token: string): Promise<boolean> {
  const [link] = await ctx.db
    .select({ tokenHash: setupLinks.tokenHash })
    .from(setupLinks)
    .where(openLink(ctx, token))
  return link !== undefined
}

/** Uses the link up; false when it is unknown, expired or used. Two people who race get one yes. */
export async function claimSetupLink(ctx: Context, token: string): Promise<boolean> {
  const claimed = await ctx.db
    .update(setupLinks)
    .set({ usedAt: ctx.now })
    .where(openLink(ctx, token))
    .returning({ tokenHash: setupLinks.tokenHash })
  return claimed.length === 1
}

function openLink(ctx: Context, token: string) {
  return and(
    eq(setupLinks.tokenHash, hashSecret(token)),
    isNull(setupLinks.usedAt),
    gt(setupLinks.expiresAt, ctx.now),
  )
}
