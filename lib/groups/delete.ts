import 'server-only'
import { count, eq, or, sql } from 'drizzle-orm'
import { grants, groupParents, groups } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { recordEvent } from '@/lib/events/record'
import { requireAnAdministrator } from '@/lib/permissions/administrators'
import { giftsWhere } from '@/lib/permissions/gifts'
import { lockRights } from '@/lib/permissions/lock'
import { requireHeld } from '@/lib/permissions/reach'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan } from '@/lib/plan'
import { makePlan, requirePlanned } from '@/lib/planning'
import { findGroup, subjectOf } from './find'
import type { DeleteGroup } from './input'

/** What ends with a group. Changes nothing. Throws Forbidden for one that carries more than the actor holds. */
export async function planGroupDeletion(ctx: Context, id: number): Promise<Plan> {
  const group = await findGroup(ctx, id)
  await requireDeletable(ctx, id)
  const [row] = await ctx.db
    .select({
      members: groups.directMembers,
      below: sql<number>`(select count(*)::integer from ${groupParents} where parent_id = ${id})`,
      grants: sql<number>`${ctx.db
        .select({ count: count() })
        .from(grants)
        .where(or(eq(grants.groupId, id), eq(grants.scopeGroupId, id)))}`.mapWith(Number),
    })
    .from(groups)
    .where(eq(groups.id, id))
  const ends = [
    { kind: 'memberships', count: row?.members ?? 0 },
    { kind: 'grants', count: row?.grants ?? 0 },
    { kind: 'groupsBelow', count: row?.below ?? 0 },
  ].filter(({ count }) => count > 0)
  return makePlan({
    rows: [{ id, label: group.name, note: '', ends }],
    warnings: ['This cannot be undone. Its members stay, without what the group gave them.'],
  })
}

/**
 * Deletes a group with its memberships, what was granted to it and what was granted over it. Throws Conflict holding the
 * plan when it is no longer the one reviewed, and when nobody would be an administrator any more.
 */
export async function deleteGroup(ctx: Context, { id, review }: DeleteGroup): Promise<void> {
  await requirePermission(ctx, 'groups.delete')
  await inTransaction(ctx, async (outer) => {
    const ctx = await lockRights(outer)
    const plan = await planGroupDeletion(ctx, id)
    requirePlanned(plan, review)
    const { name } = await findGroup(ctx, id)
    await ctx.db.delete(groups).where(eq(groups.id, id))
    await requireAnAdministrator(ctx)
    await recordEvent(ctx, {
      name: 'group.deleted',
      subjects: [subjectOf({ id, name })],
      changes: { name: { old: name, new: null } },
      details: Object.fromEntries(plan.ends.map(({ kind, count }) => [kind, count])),
    })
  })
}

/** What the group gives must be the actor's too, and what others hold over it. */
async function requireDeletable(ctx: Context, id: number): Promise<void> {
  await requirePermission(ctx, 'groups.delete', { groupId: id })
  requireHeld(ctx, await giftsWhere(ctx, sql`g.scope_group_id = ${id}`))
}
