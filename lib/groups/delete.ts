import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Ending } from '@/lib/access/endings'
import type { Plan } from '@/lib/acts/plan'
import { makePlan, requirePlanned } from '@/lib/acts/planning'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requireAnAdministrator } from '@/lib/rights/administrators'
import { giftsWhere } from '@/lib/rights/gifts'
import { lockRights } from '@/lib/rights/lock'
import { requireHeld } from '@/lib/rights/reach'
import { requirePermission } from '@/lib/rights/require'
import { endingsOf } from './ending'
import { findGroup, subjectOf } from './find'
import type { DeleteGroup } from './input'

/** What the actor sees of what ends with a group. Changes nothing. Throws Forbidden where it carries more than they hold. */
export async function planGroupDeletion(ctx: Context, id: number): Promise<Plan> {
  const group = await findGroup(ctx, id)
  await requireDeletable(ctx, id)
  const { seen, all } = await endingsOf(ctx, id)
  return makePlan({
    rows: [{ id, label: group.name, note: '', ends: seen, endsUnseen: total(all) > total(seen) }],
    warnings: ['This cannot be undone. Its members stay, without what the group gave them.'],
  })
}

function total(endings: Ending[]): number {
  return endings.reduce((sum, { count }) => sum + count, 0)
}

/**
 * Deletes a group with its memberships, what was granted to it and what was granted over it. Throws Conflict holding the
 * plan when it is no longer the one reviewed, and when nobody would be an administrator any more.
 */
export async function deleteGroup(ctx: Context, { id, review }: DeleteGroup): Promise<void> {
  await requirePermission(ctx, 'groups.delete')
  await inTransaction(ctx, async (outer) => {
    const ctx = await lockRights(outer)
    requirePlanned(await planGroupDeletion(ctx, id), review)
    const { all } = await endingsOf(ctx, id)
    const { name } = await findGroup(ctx, id)
    await ctx.db.delete(groups).where(eq(groups.id, id))
    await requireAnAdministrator(ctx)
    await recordEvent(ctx, {
      name: 'group.deleted',
      subjects: [subjectOf({ id, name })],
      changes: { name: { old: name, new: null } },
      details: Object.fromEntries(all.map(({ kind, count }) => [kind, count])),
    })
  })
}

/** What the group gives must be the actor's too, and what others hold over it. */
async function requireDeletable(ctx: Context, id: number): Promise<void> {
  await requirePermission(ctx, 'groups.delete', { groupId: id })
  requireHeld(ctx, await giftsWhere(ctx, sql`g.scope_group_id = ${id}`))
}
