import 'server-only'
import { requirePlanned } from '@/lib/acts/planning'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import { lockFolders } from '@/lib/rights/lock-folders'
import { requirePermission } from '@/lib/rights/require'
import type { RenameFolder } from './input'
import { renamePlan } from './plan'
import { planRename, type Relocation, relocate, requirePossible } from './relocation'

/**
 * Renames a folder and with it the paths below. Throws Invalid on `name` when that is taken or a path grows too long,
 * Conflict holding the plan when it is no longer the one reviewed.
 */
export async function renameFolder(ctx: Context, { id, name, review }: RenameFolder): Promise<Relocation> {
  await requirePermission(ctx, 'folders.update', { folderId: id })
  return inTransaction(ctx, async (ctx) => {
    await lockFolders(ctx)
    const plan = await planRename(ctx, id, name)
    requirePossible(plan)
    if (plan.from !== plan.to) requireOtherThanHidden(name)
    requirePlanned(renamePlan(plan), review)
    await relocate(ctx, plan, { name })
    if (plan.from === plan.to) return plan
    await recordEvent(ctx, {
      name: 'folder.renamed',
      subjects: [{ type: 'folder', id: String(id), label: plan.to }],
      changes: { path: { old: plan.from, new: plan.to } },
      details: { folders: plan.folders, users: plan.users },
    })
    return plan
  })
}
