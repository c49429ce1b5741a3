import 'server-only'
import type { Plan } from '@/lib/acts/plan'
import { makePlan } from '@/lib/acts/planning'
import type { Context } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { requirePermission } from '@/lib/rights/require'
import { type Deletion, planDeletion } from './deletion'
import { getFolder } from './get'
import type { PlanFolderChange } from './input'
import { planMove, planRename, type Relocation, requireMovable } from './relocation'

/** What a change of a folder would do and what stands against it, worked out by the rules that the change itself obeys. */
export async function planFolderChange(ctx: Context, input: PlanFolderChange): Promise<Plan> {
  const { change, id } = input
  if (change === 'move') {
    await requireMovable(ctx, id, input.parentId)
    return movePlan(await planMove(ctx, id, input.parentId))
  }
  await requirePermission(ctx, change === 'delete' ? 'folders.delete' : 'folders.update', { folderId: id })
  if (change === 'delete') return deletionPlan(await planDeletion(ctx, { id }))
  const { name } = await getFolder(ctx, id)
  return renamePlan(await planRename(ctx, id, name))
}

/** Says whom it concerns, whatever the new name. */
export function renamePlan(relocation: Relocation): Plan {
  return relocationPlan(relocation, '')
}

export function movePlan(relocation: Relocation): Plan {
  return relocationPlan(relocation, `becomes ${isolated(relocation.to)}`)
}

function relocationPlan({ id, from, folders, users, blockers }: Relocation, note: string): Plan {
  return makePlan({
    rows: [{ id, label: from, note, ends: concerned(users, folders - 1) }],
    warnings: [],
    blockers: Object.values(blockers).flat(),
  })
}

/** Says how many users go elsewhere, wherever that is, and what ends with the folder. */
export function deletionPlan({ folder, users, subfolders, grants, blockers }: Deletion): Plan {
  const endsUnseen = grants.all > grants.seen
  return makePlan({
    rows: [{ id: folder.id, label: folder.path, note: '', ends: concerned(users, subfolders), endsUnseen }],
    warnings: ['This cannot be undone.', ...grantsEnd(grants.seen)],
    blockers: blockers[''] ?? [],
  })
}

function grantsEnd(count: number): string[] {
  if (count === 0) return []
  return [count === 1 ? '1 grant over it ends.' : `${count} grants over it end.`]
}

function concerned(users: number, folders: number) {
  const counts = [
    { kind: 'users', count: users },
    { kind: 'folders', count: folders },
  ]
  return counts.filter(({ count }) => count > 0)
}
