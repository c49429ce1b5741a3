import 'server-only'
import { and, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { nameChanges, recoveryFlows, recoveryLinks, sessions, users } from '@/db/schema'
import { isOpenChange } from '@/lib/access/open-name-changes'
import { isOpenLink } from '@/lib/access/recovery-links'
import { isOpenSession } from '@/lib/access/sessions'
import type { Context } from '@/lib/kernel/context'
import { integers, uuids } from '@/lib/kernel/sql-arrays'
import { giftsOfUsers } from '@/lib/rights/gifts'
import { usersAbove } from '@/lib/rights/reach'
import { notHeld, type PlacedGift, rightsOfGifts } from '@/lib/rights/rights'
import { type Outgrown, outgrownBy } from './outgrown'

const loss =
  'rights that you do not hold, and would lose a password, a session, a link or recovery by mail by gaining this.'

export const losesAsUser = `This user holds ${loss}`
export const losesAsMember = `Somebody who would gain this holds ${loss}`

/** Whom of these users the actor may not give these gifts: who is above the actor and would lose by gaining them. */
export async function losersAbove(
  ctx: Context,
  userIds: number[],
  gifts: readonly PlacedGift[],
): Promise<Set<number>> {
  if (gifts.length === 0) return new Set()
  return losersBy(ctx, [...(await usersAbove(ctx, userIds))], gifts)
}

/** Who of these users would lose what can be used yet by gaining these gifts, whoever gives them. */
export async function losersBy(
  ctx: Context,
  userIds: number[],
  gifts: readonly PlacedGift[],
): Promise<Set<number>> {
  const before = await giftsOfUsers(ctx, userIds)
  const gainers = userIds.filter((id) => notHeld(rightsOfGifts(before.get(id) ?? []), gifts).length > 0)
  const held = new Map(gainers.map((id) => [id, [...(before.get(id) ?? []), ...gifts]]))
  return losersAmong(ctx, gainers, await outgrownBy(ctx, gainers, held))
}

/** Who of those who gain loses what could be used yet: a password, session or address they have outgrown, or a link. */
export async function losersAmong(
  ctx: Context,
  gainers: number[],
  outgrown: readonly Outgrown[],
): Promise<Set<number>> {
  if (gainers.length === 0) return new Set()
  const sessionIds = outgrown.flatMap((one) => one.sessionIds)
  const losing = outgrown.filter(({ hasPassword, hasAddress }) => hasPassword || hasAddress)
  const ids = losing.map(({ userId }) => userId)
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(sql`${inArray(users.id, gainers)} and ${users.id} in (
      select unnest(${integers(ids)})
      union all select ${sessions.userId} from ${sessions}
        where ${sessions.id} = any(${uuids(sessionIds)}) and ${isOpenSession(ctx.now)}
      union all ${usableLinks(ctx, gainers)})`)
  return new Set(rows.map(({ id }) => id))
}

/** Whose recovery link, flow of one, or link that undoes a change works now. */
function usableLinks({ now }: Context, userIds: number[]): SQL {
  const isFlow = and(
    ...[eq(recoveryFlows.linkId, recoveryLinks.id), gt(recoveryFlows.expiresAt, now)],
    ...[isNull(recoveryLinks.usedAt), isNull(recoveryLinks.revokedAt)],
  )
  return sql`
    select ${recoveryLinks.userId} from ${recoveryLinks}
      where ${inArray(recoveryLinks.userId, userIds)} and (${isOpenLink(now)} or exists (select from ${recoveryFlows} where ${isFlow}))
    union all select ${nameChanges.userId} from ${nameChanges}
      where ${inArray(nameChanges.userId, userIds)} and ${isOpenChange(now)}`
}
