import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { EventSubject } from '@/db/schema'
import { groupAncestors, groupParents, groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isUniqueViolation } from '@/lib/kernel/database'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { nameKey, searchForm } from '@/lib/kernel/names'
import type { Permission } from '@/lib/rights/catalogue'
import type { Place } from '@/lib/rights/gains'
import { permittedGroups } from '@/lib/rights/scope'

export type GroupRef = { id: number; name: string; version: number }

/** The group, when the actor may see it. Throws NotFound, the same for one that is not there. */
export async function findGroup(
  ctx: Context,
  id: number,
): Promise<GroupRef & { attributes: Record<string, unknown> }> {
  const [group] = await ctx.db
    .select({ id: groups.id, name: groups.name, version: groups.version, attributes: groups.attributes })
    .from(groups)
    .where(and(eq(groups.id, id), permittedGroups(ctx, 'groups.read')))
  if (!group) throw new NotFound('The group')
  return group
}

/** Names of these groups; throws Invalid on the field for one over which the actor does not hold the permission. */
export async function findGroups(
  ctx: Context,
  ids: number[],
  permission: Permission,
  field: string,
): Promise<GroupRef[]> {
  if (ids.length === 0) return []
  const found = await ctx.db
    .select({ id: groups.id, name: groups.name, version: groups.version })
    .from(groups)
    .where(and(inArray(groups.id, ids), permittedGroups(ctx, permission)))
    .orderBy(groups.nameKey)
  if (found.length < ids.length) throw new Invalid({ [field]: ['One of these groups was not found.'] })
  return found
}

export async function parentsOf(ctx: Context, groupId: number): Promise<GroupRef[]> {
  return ctx.db
    .select({ id: groups.id, name: groups.name, version: groups.version })
    .from(groupParents)
    .innerJoin(groups, eq(groups.id, groupParents.parentId))
    .where(eq(groupParents.groupId, groupId))
    .orderBy(groups.nameKey)
}

/** The members of a group as a scope, with all groups above, as far as that says who reaches over them. */
export async function membersScope(
  ctx: Context,
  groupId: number,
): Promise<Extract<Place, { kind: 'members' }>> {
  const above = await ctx.db
    .select({ id: groupAncestors.ancestorId })
    .from(groupAncestors)
    .where(eq(groupAncestors.groupId, groupId))
  return { kind: 'members', id: groupId, groups: above.map(({ id }) => id) }
}

export function subjectOf({ id, name }: { id: number; name: string }): EventSubject {
  return { type: 'group', id: String(id), label: name }
}

/** The columns that are computed from the name. */
export function computedNames(name: string) {
  return { nameKey: nameKey(name), search: searchForm(name) }
}

/** Runs a write of a group. When another has its name, says so at the field, and no more of one the actor does not see. */
export async function refusingTakenName<T>(
  ctx: Context,
  name: string | undefined,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error, 'groups_name_key_unique')) {
      const other = and(eq(groups.nameKey, nameKey(name ?? '')), permittedGroups(ctx, 'groups.read'))
      const isSeen = (await ctx.db.$count(groups, other)) > 0
      throw new Invalid({
        name: [isSeen ? 'Another group has this name.' : 'This cannot be used. Choose another.'],
      })
    }
    throw error
  }
}
