import 'server-only'
import { and, asc, eq, lte, or } from 'drizzle-orm'
import { groupMembers, groups, users } from '@/db/schema'
import { recordEvents } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { lockRights } from '@/lib/rights/lock'
import { subjectOf } from './find'

/** So few that nobody waits long for the rights it locks. */
const atOnce = 100

/**
 * Clears away some memberships whose time is over, with an event for each, and says whether there may be more. Nobody
 * waits for it: every read asks the clock.
 */
export async function sweepEndedMemberships(ctx: Context): Promise<boolean> {
  const [ended] = await ctx.db
    .select({ id: groupMembers.userId })
    .from(groupMembers)
    .where(isOver(ctx))
    .limit(1)
  if (!ended) return false
  const swept = await inTransaction(ctx, async (ctx) => sweepSome(await lockRights(ctx)))
  return swept === atOnce
}

async function sweepSome(ctx: Context): Promise<number> {
  const ended = await ctx.db
    .select({
      groupId: groupMembers.groupId,
      userId: groupMembers.userId,
      expiresAt: groupMembers.expiresAt,
      group: groups.name,
      username: users.username,
    })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(isOver(ctx))
    .orderBy(asc(groupMembers.expiresAt))
    .limit(atOnce)
  if (ended.length === 0) return 0
  const these = ended.map(({ groupId, userId }) =>
    and(eq(groupMembers.groupId, groupId), eq(groupMembers.userId, userId)),
  )
  await ctx.db.delete(groupMembers).where(and(isOver(ctx), or(...these)))
  await recordEvents(
    ctx,
    ended.map(({ groupId, userId, group, username, expiresAt }) => ({
      name: 'group.member_expired',
      subjects: [
        { type: 'user', id: String(userId), label: username },
        subjectOf({ id: groupId, name: group }),
      ],
      details: { until: expiresAt?.toISOString() },
    })),
  )
  return ended.length
}

function isOver({ now }: Context) {
  return lte(groupMembers.expiresAt, now)
}
