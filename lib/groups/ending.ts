import 'server-only'
import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { grants, groupParents, groups } from '@/db/schema'
import type { Ending } from '@/lib/access/endings'
import type { Context } from '@/lib/kernel/context'
import { readableGrants } from '@/lib/rights/readable-grants'
import { permittedGroups } from '@/lib/rights/scope'
import { allDirectMembers, directMemberCount } from './member-counts'

/** What ends with a group: all of it, and what of that the actor may know of. */
export async function endingsOf(ctx: Context, id: number): Promise<{ all: Ending[]; seen: Ending[] }> {
  const [members] = await ctx.db
    .select({ all: allDirectMembers(ctx.now), seen: await directMemberCount(ctx) })
    .from(groups)
    .where(eq(groups.id, id))
  const readable = await readableGrants(ctx)
  const below = eq(groupParents.parentId, id)
  const visible = ctx.db.select({ id: groups.id }).from(groups).where(permittedGroups(ctx, 'groups.read'))
  const grantsWhere = async (kind: string, condition: SQL) => ({
    kind,
    all: await ctx.db.$count(grants, condition),
    seen: await ctx.db.$count(grants, and(condition, readable)),
  })
  const counts = [
    { kind: 'memberships', all: members?.all ?? 0, seen: members?.seen ?? 0 },
    await grantsWhere('grants', eq(grants.groupId, id)),
    await grantsWhere('grantsOver', eq(grants.scopeGroupId, id)),
    {
      kind: 'groupsBelow',
      all: await ctx.db.$count(groupParents, below),
      seen: await ctx.db.$count(groupParents, and(below, inArray(groupParents.groupId, visible))),
    },
  ]
  const endings = (which: 'all' | 'seen') =>
    counts.map((count) => ({ kind: count.kind, count: count[which] })).filter(({ count }) => count > 0)
  return { all: endings('all'), seen: endings('seen') }
}
