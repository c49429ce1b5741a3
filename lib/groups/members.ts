import 'server-only'
import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { groupMembers, users } from '@/db/schema'
import type { AffectedUser } from '@/lib/acts/selected'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { losersAbove, losesAsUser } from '@/lib/raising/losers'
import { raise } from '@/lib/raising/raise'
import { warningsOf } from '@/lib/raising/warn'
import {
  lastAdministrator,
  lastAdministratorsLeaving,
  requireAnAdministrator,
  tableOf,
} from '@/lib/rights/administrators'
import { refusedAmong, refusedInto } from '@/lib/rights/bringing'
import { giftsOfGroups } from '@/lib/rights/gifts'
import { lockRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { findGroup, membersScope, subjectOf } from './find'
import { GroupId } from './input'

const Adding = z.object({ groupId: GroupId, until: z.coerce.date().nullable() })
type Adding = z.infer<typeof Adding>

/** Putting users into a group, until a moment or for good. Somebody in it already stays until the new moment. */
export async function addingTo(ctx: Context, options: unknown): Promise<UserAct<Adding>> {
  const { groupId, until } = Adding.parse(options)
  const group = await changeableGroup(ctx, groupId)
  if (until && until <= ctx.now) throw new Invalid({ until: ['Choose a moment that is still to come.'] })
  const same = until ? sql`m.expires_at = ${until.toISOString()}::timestamptz` : sql`m.expires_at is null`
  const already = memberships(groupId, same)
  return {
    kind: 'groups.add_members',
    permission: 'users.read',
    lock: lockRights,
    concerned: sql`not ${already}`,
    unchanged: (count) => (count === 1 ? '1 is in it already.' : `${count} are in it already.`),
    async rows(ctx, added) {
      const ids = added.map(({ id }) => id)
      const refused = await refusedAdding(ctx, ids, groupId, until)
      return added.map((user) => {
        const blocker = refused.get(user.id)
        const row = rowOf(user, `into ${isolated(group.name)}`)
        return blocker === undefined ? row : { ...row, blocker }
      })
    },
    blocked: (ctx, people) => refusedAmong(ctx, people, (ids) => refusedAdding(ctx, ids, groupId, until)),
    warnings: [],
    warn: async (ctx, people, count) =>
      warningsOf(ctx, { people, isOne: count === 1 }, await giftsOfGroups(ctx, [groupId])),
    typed: () => undefined,
    options: Adding,
    async apply(ctx, added) {
      await changeableGroup(ctx, groupId)
      const ids = added.map(({ id }) => id)
      if (ids.length === 0) return
      const add = () =>
        ctx.db
          .insert(groupMembers)
          .values(ids.map((userId) => ({ groupId, userId, addedAt: ctx.now, expiresAt: until })))
          .onConflictDoUpdate({
            target: [groupMembers.groupId, groupMembers.userId],
            set: { expiresAt: until },
          })
      const gives = (await giftsOfGroups(ctx, [groupId])).length > 0
      await (gives ? raise(ctx, { userIds: ids }, add) : add())
      // Who was in it for good may be in it for a while only, from now on.
      if (until) await requireAnAdministrator(ctx)
      const details = until ? { until: until.toISOString() } : {}
      await recordMembers(ctx, 'group.member_added', group, added, details)
    },
  }
}

/** Whom of these users the actor may not add, each with why. */
async function refusedAdding(ctx: Context, ids: number[], groupId: number, until: Date | null) {
  const losers = await losersAbove(ctx, ids, await giftsOfGroups(ctx, [groupId]))
  const refused = await refusedInto(ctx, ids, await membersScope(ctx, groupId), until)
  return new Map([...[...losers].map((id) => [id, losesAsUser] as const), ...refused])
}

const Removing = z.object({ groupId: GroupId })
type Removing = z.infer<typeof Removing>

/** Taking users out of a group they are in directly. The last administrators stay. */
export async function removingFrom(ctx: Context, options: unknown): Promise<UserAct<Removing>> {
  const { groupId } = Removing.parse(options)
  const group = await changeableGroup(ctx, groupId)
  const member = memberships(groupId, sql`true`)
  const given = await giftsOfGroups(ctx, [groupId])
  return {
    kind: 'groups.remove_members',
    permission: 'users.read',
    lock: lockRights,
    concerned: member,
    unchanged: (count) => (count === 1 ? '1 is not in it directly.' : `${count} are not in it directly.`),
    async rows(ctx, leaving, all) {
      const ids = leaving.map(({ id }) => id)
      const last = new Set(await lastAdministratorsLeaving(ctx, groupId, tableOf(ids), all))
      return leaving.map((user) => ({
        ...rowOf(user, `out of ${isolated(group.name)}`),
        ...(last.has(user.id) && { blocker: lastAdministrator }),
      }))
    },
    async blocked(ctx, people) {
      const last = await lastAdministratorsLeaving(ctx, groupId, people)
      return last.length > 0 ? inArray(users.id, last) : undefined
    },
    warnings: given.length > 0 ? ['They lose what being in this group lets them do.'] : [],
    typed: () => undefined,
    options: Removing,
    async apply(ctx, leaving) {
      await changeableGroup(ctx, groupId)
      const ids = leaving.map(({ id }) => id)
      if (ids.length === 0) return
      await ctx.db
        .delete(groupMembers)
        .where(and(sql`${groupMembers.groupId} = ${groupId}`, inArray(groupMembers.userId, ids)))
      await recordMembers(ctx, 'group.member_removed', group, leaving)
    },
  }
}

async function changeableGroup(ctx: Context, groupId: number) {
  const group = await findGroup(ctx, groupId)
  await requirePermission(ctx, 'groups.change_members', { groupId })
  return group
}

/** Whether the user of a row of `users` is in the group directly, in the way the condition on `m` says. */
function memberships(groupId: number, condition: SQL): SQL {
  return sql`exists (select from group_members m where m.group_id = ${groupId} and m.user_id = ${users.id} and ${condition})`
}

function rowOf({ id, username, name }: AffectedUser, note: string) {
  return { id, label: username, note: name === '' ? note : `${isolated(name)}, ${note}`, ends: [] }
}

async function recordMembers(
  ctx: Context,
  name: 'group.member_added' | 'group.member_removed',
  group: { id: number; name: string },
  people: AffectedUser[],
  details = {},
): Promise<void> {
  await recordEvents(
    ctx,
    people.map(({ id, username }) => ({
      name,
      subjects: [{ type: 'user', id: String(id), label: username }, subjectOf(group)],
      details,
    })),
  )
}
