import 'server-only'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { groupMembers, groups, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { readJsonRows } from '@/lib/json-rows'
import { permittedGroups } from '@/lib/permissions/scope'
import { nameKey } from '@/lib/users/names'
import { addMembers } from './change-members'
import { lastingMembership } from './lasting'
import { leaveGroups } from './leave'
import { groupIdsOf } from './tied'
import { isAdministratorGroup } from './whole'

export type GroupOfUsers = {
  id: number
  uuid: string
  name: string
  isAdministrator: boolean
  attributes: Record<string, unknown>
}

/** The groups each of these users is in directly, by name, of those the actor may see. One query, however many. */
export async function groupsOfUsers(ctx: Context, userIds: number[]): Promise<Map<number, GroupOfUsers[]>> {
  return directGroups(ctx, userIds, permittedGroups(ctx, 'groups.read'))
}

/** The groups somebody is in directly themselves, which takes no permission to know. */
export async function ownGroups(ctx: Context, userId: number): Promise<GroupOfUsers[]> {
  return (await directGroups(ctx, [userId], undefined)).get(userId) ?? []
}

const columns = {
  userId: groupMembers.userId,
  id: groups.id,
  uuid: groups.uuid,
  name: groups.name,
  isAdministrator: isAdministratorGroup,
  attributes: groups.attributes,
}

async function directGroups(ctx: Context, userIds: number[], visible: SQL | undefined) {
  const found = new Map<number, GroupOfUsers[]>()
  if (userIds.length === 0) return found
  const oneOfThem = sql`${groupMembers.userId} = any(${`{${userIds}}`}::integer[])`
  const rows = await readJsonRows(
    ctx.db,
    columns,
    sql`from ${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId}
      where ${and(oneOfThem, lastingMembership(ctx.now), visible)} order by ${groups.nameKey}`,
  )
  for (const { userId, ...group } of rows) found.set(userId, [...(found.get(userId) ?? []), group])
  return found
}

/**
 * Puts a user into just these groups, of those the actor may see: into those that are missing, out of the others. Each
 * difference needs the right to make it. Throws Invalid on `groups` for one that is not there.
 */
export async function replaceGroups(ctx: Context, userId: number, uuids: string[]): Promise<void> {
  const wanted = await groupIdsOf(ctx, uuids, 'groups')
  const present = ((await groupsOfUsers(ctx, [userId])).get(userId) ?? []).map(({ id }) => id)
  const leaving = present.filter((id) => !wanted.includes(id))
  const added = wanted.filter((id) => !present.includes(id))
  if (leaving.length > 0) await leaveGroups(ctx, { userId, groupIds: leaving })
  if (added.length > 0) await addMembers(ctx, { groupIds: added, selected: { ids: [userId] }, until: null })
}

/**
 * The users who are in one of these groups directly, as a condition on `users`; undefined when none is named. Groups out
 * of sight have nobody in them.
 */
export function membersOfGroups(
  ctx: Context,
  names: string[] | undefined,
  uuids: string[] | undefined,
): SQL | undefined {
  if (!names && !uuids) return undefined
  const members = ctx.db
    .select({ id: groupMembers.userId })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(
      and(
        or(names && inArray(groups.nameKey, names.map(nameKey)), uuids && inArray(groups.uuid, uuids)),
        lastingMembership(ctx.now),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
  return inArray(users.id, members)
}
