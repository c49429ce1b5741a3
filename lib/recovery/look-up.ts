import 'server-only'
import { eq, isNull, sql } from 'drizzle-orm'
import { recoveryFlows, recoveryLinks, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { type LinkFacts, type LinkState, linkState } from './link-state'
import { needsSecondFactor } from './second-factor'
import { stepOf } from './steps'

const linkFacts = {
  kind: recoveryLinks.kind,
  expiresAt: recoveryLinks.expiresAt,
  usedAt: recoveryLinks.usedAt,
  replacedAt: recoveryLinks.replacedAt,
  revokedAt: recoveryLinks.revokedAt,
}
const owner = {
  id: users.id,
  username: users.username,
  name: users.name,
  email: users.email,
  isActive: sql<boolean>`${isNull(users.deactivatedAt)}`,
}

/** Notes that a machine fetched this address. Nothing else comes of it, whatever fetches it and however often. */
export async function countFetch(ctx: Context, token: string): Promise<void> {
  await ctx.db
    .update(recoveryLinks)
    .set({ fetches: sql`${recoveryLinks.fetches} + 1`, lastFetchedAt: ctx.now })
    .where(eq(recoveryLinks.tokenHash, hashSecret(token)))
}

/** The link of this token and whose it is. */
export async function findLink(ctx: Context, token: string) {
  const [found] = await ctx.db
    .select({ linkId: recoveryLinks.id, link: linkFacts, user: owner })
    .from(recoveryLinks)
    .innerJoin(users, eq(users.id, recoveryLinks.userId))
    .where(eq(recoveryLinks.tokenHash, hashSecret(token)))
  if (!found) return undefined
  return { linkId: found.linkId, user: found.user, state: seenState(found, ctx.now) }
}

/** The flow of this secret, whose it is, the step it is at now, and what became of its link. */
export async function findFlow(ctx: Context, secret: string) {
  const [found] = await ctx.db
    .select({
      linkId: recoveryFlows.linkId,
      expiresAt: recoveryFlows.expiresAt,
      neededSecondFactor: recoveryFlows.needsSecondFactor,
      secondFactorAt: recoveryFlows.secondFactorAt,
      link: linkFacts,
      user: owner,
    })
    .from(recoveryFlows)
    .innerJoin(recoveryLinks, eq(recoveryLinks.id, recoveryFlows.linkId))
    .innerJoin(users, eq(users.id, recoveryLinks.userId))
    .where(eq(recoveryFlows.tokenHash, hashSecret(secret)))
  if (!found) return undefined
  const { linkId, user, neededSecondFactor, ...facts } = found
  const step = stepOf(
    {
      ...facts,
      isUserActive: user.isActive,
      needsSecondFactor: neededSecondFactor || (await needsSecondFactor(ctx, user.id)),
    },
    ctx.now,
  )
  return { linkId, user, step, state: seenState(found, ctx.now) }
}

/** A link of an inactive user is as good as revoked. */
function seenState({ link, user }: { link: LinkFacts; user: { isActive: boolean } }, now: Date): LinkState {
  const state = linkState(link, now)
  return state === 'open' && !user.isActive ? 'revoked' : state
}
