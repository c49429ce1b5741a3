import 'server-only'
import type { Context } from '@/lib/context'
import type { FieldErrors } from '@/lib/errors'
import { requirePermission } from '@/lib/permissions/require'
import { planDeletion } from './deletion'
import type { PlanFolderChange } from './input'
import { planMove, planRename } from './relocation'

export type FolderPlan = {
  from: string
  /** The new path; null when the folder goes. */
  to: string | null
  /** Users whose path changes, or who go elsewhere. */
  users: number
  /** Folders that get another path, itself included; for a deletion those below it, which stand in the way. */
  folders: number
  blockers: FieldErrors
}

/** What a change of a folder would do and what stands against it, worked out by the rules that the change itself obeys. */
export async function planFolderChange(ctx: Context, input: PlanFolderChange): Promise<FolderPlan> {
  const permission = input.change === 'delete' ? 'folders.delete' : 'folders.update'
  await requirePermission(ctx, permission, { folderId: input.id })
  if (input.change === 'delete') {
    const { folder, users, subfolders, blockers } = await planDeletion(ctx, input)
    return { from: folder.path, to: null, users, folders: subfolders, blockers }
  }
  const { from, to, users, folders, blockers } =
    input.change === 'rename'
      ? await planRename(ctx, input.id, input.name)
      : await planMove(ctx, input.id, input.parentId)
  return { from, to, users, folders, blockers }
}
