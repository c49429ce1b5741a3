import 'server-only'
import { and, asc, count, eq, inArray, ne } from 'drizzle-orm'
import { groupAncestors, groupParents, groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { permittedGroups } from '@/lib/rights/scope'

export type NamedGroup = { id: number; name: string }

/** The groups directly above each of these, by name, of those the actor may see. */
export async function visibleParents(ctx: Context, groupIds: number[]): Promise<Map<number, NamedGroup[]>> {
  const found = new Map<number, NamedGroup[]>()
  if (groupIds.length === 0) return found
  const rows = await ctx.db
    .select({ groupId: groupParents.groupId, id: groups.id, name: groups.name })
    .from(groupParents)
    .innerJoin(groups, eq(groups.id, groupParents.parentId))
    .where(and(inArray(groupParents.groupId, groupIds), permittedGroups(ctx, 'groups.read')))
    .orderBy(asc(groups.nameKey))
  for (const { groupId, ...parent } of rows) found.set(groupId, [...(found.get(groupId) ?? []), parent])
  return found
}

/** How many groups stand directly below each of these, of those the actor may see. */
export async function countBelow(ctx: Context, groupIds: number[]): Promise<Map<number, number>> {
  if (groupIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: groupParents.parentId, count: count() })
    .from(groupParents)
    .innerJoin(groups, eq(groups.id, groupParents.groupId))
    .where(and(inArray(groupParents.parentId, groupIds), permittedGroups(ctx, 'groups.read')))
    .groupBy(groupParents.parentId)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

export type Ancestor = NamedGroup & { distance: number; attributes: Record<string, unknown> }

/** Every group above one, the farthest first and then by name, of those the actor may see. */
export async function visibleAncestors(ctx: Context, groupId: number): Promise<Ancestor[]> {
  const rows = await ctx.db
    .select({
      id: groups.id,
      name: groups.name,
      distance: groupAncestors.distance,
      attributes: groups.attributes,
      nameKey: groups.nameKey,
    })
    .from(groupAncestors)
    .innerJoin(groups, eq(groups.id, groupAncestors.ancestorId))
    .where(
      and(
        eq(groupAncestors.groupId, groupId),
        ne(groupAncestors.ancestorId, groupId),
        permittedGroups(ctx, 'groups.read'),
      ),
    )
    .orderBy(asc(groups.nameKey))
  return rows.toSorted((a, b) => b.distance - a.distance).map(({ nameKey: _, ...row }) => row)
}

/** A group and all below it. */
export async function groupsWithin(ctx: Context, groupId: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: groupAncestors.groupId })
    .from(groupAncestors)
    .where(eq(groupAncestors.ancestorId, groupId))
  return rows.map(({ id }) => id)
}
