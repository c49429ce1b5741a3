import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { groupAncestors, groupMembers, groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isLasting } from '@/lib/rights/lasting'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { permittedGroups } from '@/lib/rights/scope'
import { getUser } from '@/lib/users/get'
import { seesEveryGroup } from './get'
import { mergeAttributes } from './merge-attributes'

export type GroupOfUser = {
  id: number
  uuid: string
  name: string
  /** When they were put into it, and until when; null for a group they are in through others alone. */
  direct: { addedAt: Date; expiresAt: Date | null } | null
  /** The groups they are in directly by which they are in this one, of those the actor may see. */
  through: { id: number; name: string }[]
  /** How many steps the nearest way has: 0 for a group they are in directly. */
  distance: number
  attributes: Record<string, unknown>
}

/** The groups a user is in, directly or through others, by name, of those the actor may see. Throws NotFound for the user. */
export async function listGroupsOfUser(ctx: Context, userId: number): Promise<GroupOfUser[]> {
  await getUser(ctx, userId)
  if (!(await hasPermission(ctx, 'groups.read'))) return []
  const rows = await ctx.db
    .select({
      id: groups.id,
      uuid: groups.uuid,
      name: groups.name,
      attributes: groups.attributes,
      throughId: groupMembers.groupId,
      distance: groupAncestors.distance,
      addedAt: groupMembers.addedAt,
      expiresAt: groupMembers.expiresAt,
    })
    .from(groupMembers)
    .innerJoin(groupAncestors, eq(groupAncestors.groupId, groupMembers.groupId))
    .innerJoin(groups, eq(groups.id, groupAncestors.ancestorId))
    .where(
      and(
        eq(groupMembers.userId, userId),
        isLasting(groupMembers.expiresAt, ctx.now),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
    .orderBy(asc(groups.nameKey), sql`${groupAncestors.distance}`)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const found = new Map<number, GroupOfUser>()
  for (const { throughId, addedAt, expiresAt, distance, ...group } of rows) {
    const known = found.get(group.id) ?? { ...group, direct: null, through: [], distance }
    const through = names.get(throughId)
    if (distance === 0) known.direct = { addedAt, expiresAt }
    else if (through !== undefined) known.through.push({ id: throughId, name: through })
    known.distance = Math.min(known.distance, distance)
    found.set(group.id, known)
  }
  return [...found.values()]
}

/** Which of these groups the actor may put users into and take them out of. */
export async function changeableGroups(ctx: Context, groupIds: number[]): Promise<Set<number>> {
  const changeable = new Set<number>()
  if (!(await hasPermission(ctx, 'groups.change_members'))) return changeable
  for (const groupId of groupIds) {
    if (await hasPermission(ctx, 'groups.change_members', { groupId })) changeable.add(groupId)
  }
  return changeable
}

/** A user's attributes with those of their groups below them: the farthest above first, then by name, their own last. */
export async function effectiveAttributesOfUser(ctx: Context, userId: number) {
  await requirePermission(ctx, 'users.read')
  const user = await getUser(ctx, userId)
  const of = await listGroupsOfUser(ctx, userId)
  const sources = of
    .toSorted((a, b) => b.distance - a.distance)
    .filter(({ attributes }) => Object.keys(attributes).length > 0)
  return {
    attributes: mergeAttributes([...sources.map(({ attributes }) => attributes), user.attributes]),
    sources: sources.map(({ id, name }) => ({ id, name })),
    complete: seesEveryGroup(ctx),
  }
}
