import 'server-only'
import { and, eq } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { countLimit } from '@/lib/kernel/list-input'
import { requirePermission } from '@/lib/rights/require'
import { isHeldOverEverything } from '@/lib/rights/rights'
import { permittedGroups, rightsOf } from '@/lib/rights/scope'
import { countAllMembers, directMemberCount } from './member-counts'
import { mergeAttributes } from './merge-attributes'
import { visibleAncestors, visibleParents } from './relatives'

/** One group with everything the console shows of it. Throws NotFound outside the actor's scope. */
export async function getGroup(ctx: Context, id: number) {
  await requirePermission(ctx, 'groups.read')
  const [group] = await ctx.db
    .select({
      id: groups.id,
      uuid: groups.uuid,
      name: groups.name,
      attributes: groups.attributes,
      version: groups.version,
      members: await directMemberCount(ctx),
      createdAt: groups.createdAt,
      updatedAt: groups.updatedAt,
    })
    .from(groups)
    .where(and(eq(groups.id, id), permittedGroups(ctx, 'groups.read')))
  if (!group) throw new NotFound('The group')
  return { ...group, parents: (await visibleParents(ctx, [id])).get(id) ?? [] }
}

export type Group = Awaited<ReturnType<typeof getGroup>>

/** How many different users are in the group or in one below it, of those the actor may see. */
export async function totalMembers(ctx: Context, groupId: number) {
  const count = await countAllMembers(ctx, groupId)
  return { count: Math.min(count, countLimit), capped: count > countLimit }
}

/** What the members of a group are given by it and all groups above it, and which of these have a say. */
export async function effectiveAttributesOfGroup(ctx: Context, { id, name, attributes }: Group) {
  const above = await visibleAncestors(ctx, id)
  const sources = [...above, { id, name, attributes }].filter(
    (group) => Object.keys(group.attributes).length > 0,
  )
  return {
    attributes: mergeAttributes(sources.map((group) => group.attributes)),
    sources: sources.map((group) => ({ id: group.id, name: group.name })),
    complete: seesEveryGroup(ctx),
  }
}

/** Whether no group is out of the actor's sight. */
export function seesEveryGroup(ctx: Context): boolean {
  return isHeldOverEverything(rightsOf(ctx), 'groups.read')
}
