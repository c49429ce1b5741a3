import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { groups, roles } from '@/db/schema'
import { selectionLimit } from '@/lib/acts/selection-input'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { lockRights } from '@/lib/rights/lock'
import { permittedGroups } from '@/lib/rights/scope'
import { addMembers, removeMembers } from './change-members'
import { createGroup } from './create'
import { updateGroup } from './update'
import { readWholeGroups, type WholeGroup } from './whole'

/** What a change gives a group anew; what is left out stays as it is. */
export type GroupChanges = {
  name?: string | undefined
  parents?: string[] | undefined
  attributes?: Record<string, unknown> | undefined
  users?: number[] | undefined
  roles?: string[] | undefined
  isAdministrator?: boolean | undefined
}

/** Creates a group with its members and roles, or nothing. */
export async function createTiedGroup(
  ctx: Context,
  { name, ...changes }: GroupChanges & { name: string },
): Promise<{ id: number }> {
  return inTransaction(ctx, async (outer) => {
    const ctx = await lockRights(outer)
    const parents = await groupIdsOf(ctx, changes.parents ?? [], 'parents')
    const created = await createGroup(ctx, { name, parents, attributes: changes.attributes ?? {} })
    // Read again: who creates a group may be given the right to change it.
    await replaceTies(await lockRights(outer), created.id, changes)
    return created
  })
}

/** Changes the fields given, members and roles by their difference, all in one transaction. */
export async function updateTiedGroup(
  ctx: Context,
  id: number,
  { name, attributes, ...changes }: GroupChanges,
  version: number | undefined,
): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const ctx = await lockRights(outer)
    const parents = changes.parents && (await groupIdsOf(ctx, changes.parents, 'parents'))
    if ([name, attributes, parents, version].some((given) => given !== undefined))
      await updateGroup(ctx, { id, name, attributes, parents, version })
    await replaceTies(ctx, id, changes)
  })
}

async function replaceTies(ctx: Context, id: number, changes: GroupChanges): Promise<void> {
  const { users, roles, isAdministrator } = changes
  if ([users, roles, isAdministrator].every((given) => given === undefined)) return
  const [group] = await readWholeGroups(ctx, [id], selectionLimit)
  if (!group) throw new NotFound('The group')
  if (users) await replaceMembers(ctx, group, users)
  const wanted = await wantedRoles(ctx, group, changes)
  if (wanted) await replaceRoles(ctx, { groupId: id }, wanted)
}

async function replaceMembers(ctx: Context, group: WholeGroup, wanted: number[]): Promise<void> {
  if (group.membersTruncated) {
    const message = 'The group has more members than one list holds. Use add_user and remove_user.'
    throw new Invalid({ users: [message] })
  }
  const present = group.members.map(({ id }) => id)
  const added = [...new Set(wanted)].filter((id) => !present.includes(id))
  const removed = present.filter((id) => !wanted.includes(id))
  if (removed.length > 0) await removeMembers(ctx, { groupId: group.id, selected: { ids: removed } })
  if (added.length === 0) return
  const input = { groupIds: [group.id], selected: { ids: added }, until: null }
  const [applied] = await addMembers(ctx, input)
  if (applied?.count !== added.length) throw new Invalid({ users: ['One of these users was not found.'] })
}

/** Being an administrator is having that role; a new value of the one changes the other. */
async function wantedRoles(
  ctx: Context,
  group: WholeGroup,
  { roles: given, isAdministrator }: GroupChanges,
): Promise<string[] | undefined> {
  if (isAdministrator === undefined || isAdministrator === group.isAdministrator) return given
  const [role] = await ctx.db.select({ uuid: roles.uuid }).from(roles).where(eq(roles.key, 'administrator'))
  const others = (given ?? group.roles.map(({ uuid }) => uuid)).filter((uuid) => uuid !== role?.uuid)
  return isAdministrator && role ? [...others, role.uuid] : others
}

/** The ids of groups by their UUIDs. Throws Invalid on the field for one the actor does not see. */
export async function groupIdsOf(ctx: Context, uuids: string[], field: string): Promise<number[]> {
  if (uuids.length === 0) return []
  const wanted = [...new Set(uuids.map((uuid) => uuid.toLowerCase()))]
  const rows = await ctx.db
    .select({ id: groups.id })
    .from(groups)
    .where(and(inArray(groups.uuid, wanted), permittedGroups(ctx, 'groups.read')))
  if (rows.length < wanted.length) throw new Invalid({ [field]: ['One of these groups was not found.'] })
  return rows.map(({ id }) => id)
}
