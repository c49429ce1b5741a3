import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { groupAncestors, groupParents } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { raise } from '@/lib/raising/raise'
import { requireNoGainFor } from '@/lib/rights/bringing'
import { giftsOfGroups } from '@/lib/rights/gifts'
import { requirePermission } from '@/lib/rights/require'
import { membersOf } from '@/lib/rights/scope'
import { findGroups, membersScope, parentsOf } from './find'
import { visibleParents } from './relatives'

/**
 * Puts a group below just these, and gives the names before and after. For commands that hold `lockRights` and may
 * change the group. Its members come into each new parent and leave each old one, so the actor must be allowed to do that
 * there. Throws Invalid on `parents` for a group that stands below it.
 */
export async function replaceParents(
  ctx: Context,
  groupId: number,
  wanted: number[],
): Promise<{ old: string[]; new: string[] }> {
  const old = await parentsOf(ctx, groupId)
  const added = wanted.filter((id) => !old.some((parent) => parent.id === id))
  // Parents out of the actor's sight stay: nobody asked for them to go.
  const seen = (await visibleParents(ctx, [groupId])).get(groupId) ?? []
  const removed = seen.map(({ id }) => id).filter((id) => !wanted.includes(id))
  if (added.includes(groupId)) throw new Invalid({ parents: ['A group cannot be its own parent.'] })
  await findGroups(ctx, added, 'groups.read', 'parents')
  await refuseCycle(ctx, groupId, added)
  for (const id of [...added, ...removed])
    await requirePermission(ctx, 'groups.change_members', { groupId: id })
  await requireMayBring(ctx, groupId, added)
  if (added.length > 0) {
    const add = () => ctx.db.insert(groupParents).values(added.map((parentId) => ({ groupId, parentId })))
    const gives = (await giftsOfGroups(ctx, added)).length > 0
    await (gives ? raise(ctx, { groupIds: [groupId] }, add) : add())
  }
  // After the others are there: whoever has a right by the one and by the other gains nothing in between.
  if (removed.length > 0) {
    const gone = and(eq(groupParents.groupId, groupId), inArray(groupParents.parentId, removed))
    await ctx.db.delete(groupParents).where(gone)
  }
  return { old: namesOf(old), new: namesOf(await parentsOf(ctx, groupId)) }
}

/**
 * A group that nobody is in brings nobody; whoever is added later is asked about with all that stands above it then. Unless
 * somebody holds rights over its members to come, of which whoever holds as much over the parent's would now be said to hold all.
 */
async function requireMayBring(ctx: Context, groupId: number, added: number[]): Promise<void> {
  const people = membersOf([groupId], ctx.now)
  const within = sql`(select a.group_id from group_ancestors a where a.ancestor_id = ${groupId})`
  const [something] = await ctx.db
    .select({ one: sql<number>`1` })
    .from(sql`(select 1 from ${people} member
      union all select 1 from grants g where g.scope = 'members' and g.scope_group_id in ${within}) something`)
    .limit(1)
  if (!something) return
  const moving = await membersScope(ctx, groupId)
  for (const id of added) await requireNoGainFor(ctx, moving, people, await membersScope(ctx, id))
}

async function refuseCycle(ctx: Context, groupId: number, added: number[]): Promise<void> {
  if (added.length === 0) return
  const [below] = await ctx.db
    .select({ id: groupAncestors.groupId })
    .from(groupAncestors)
    .where(and(eq(groupAncestors.ancestorId, groupId), inArray(groupAncestors.groupId, added)))
    .limit(1)
  if (below) throw new Invalid({ parents: ['A group that stands below this one cannot be its parent.'] })
}

function namesOf(groups: { name: string }[]): string[] {
  return groups.map(({ name }) => name)
}
