import 'server-only'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import { makePlan, requirePlanned } from '@/lib/acts/planning'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requireAnAdministrator } from '@/lib/rights/administrators'
import { lockRights } from '@/lib/rights/lock'
import { planMemberRemoval, removeMembers } from './change-members'
import { findGroup } from './find'
import type { LeaveGroups, PlanLeaving } from './leave-input'

/** Which of these groups a user would leave, and what stands against it. Changes nothing. */
export async function planLeaving(ctx: Context, { userId, groupIds }: PlanLeaving): Promise<Plan> {
  const rows: PlanRow[] = []
  const warnings = new Set<string>()
  for (const groupId of new Set(groupIds)) {
    const { name } = await findGroup(ctx, groupId)
    const plan = await planMemberRemoval(ctx, { groupId, selected: { ids: [userId] } })
    for (const warning of plan.warnings) warnings.add(warning)
    const [blocker] = plan.blockers
    if (plan.count > 0)
      rows.push({ id: groupId, label: name, note: '', ends: [], ...(blocker && { blocker }) })
  }
  return makePlan({ rows, warnings: [...warnings] })
}

/**
 * Takes a user out of several groups, or out of none. Throws Conflict holding the plan when something blocks it or it is
 * no longer the one reviewed, and when nobody would be an administrator any more.
 */
export async function leaveGroups(
  ctx: Context,
  { userId, groupIds, review }: LeaveGroups,
): Promise<{ count: number }> {
  return inTransaction(ctx, async (outer) => {
    const ctx = await lockRights(outer)
    const plan = await planLeaving(ctx, { userId, groupIds })
    requirePlanned(plan, review)
    for (const { id } of plan.rows) await removeMembers(ctx, { groupId: id, selected: { ids: [userId] } })
    await requireAnAdministrator(ctx)
    return { count: plan.count }
  })
}
