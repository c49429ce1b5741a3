import 'server-only'
import { requirePlanned } from '@/lib/acts/planning'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { lockFoldersAndRights } from '@/lib/rights/lock'
import type { MoveFolder } from './input'
import { movePlan } from './plan'
import { planMove, type Relocation, relocate, requireMovable, requirePossible } from './relocation'

/**
 * Puts a folder, with all it holds, below another. Throws Invalid on `parentId` when that lies inside the folder, has one of
 * this name, or makes a path too long or too deep; Conflict when somebody inside is above the actor and, with the plan, when
 * that is no longer the one reviewed; Forbidden when somebody would gain a right over those inside that the actor lacks.
 */
export async function moveFolder(ctx: Context, { id, parentId, review }: MoveFolder): Promise<Relocation> {
  await requireMovable(ctx, id, parentId)
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await lockFoldersAndRights(unlocked)
    await requireMovable(ctx, id, parentId)
    const plan = await planMove(ctx, id, parentId)
    requirePossible(plan)
    requirePlanned(movePlan(plan), review)
    await relocate(ctx, plan, { parentId })
    if (plan.from === plan.to) return plan
    await recordEvent(ctx, {
      name: 'folder.moved',
      subjects: [{ type: 'folder', id: String(id), label: plan.to }],
      changes: { path: { old: plan.from, new: plan.to } },
      details: { folders: plan.folders, users: plan.users },
    })
    return plan
  })
}
