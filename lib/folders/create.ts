import 'server-only'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import { childPath } from '@/lib/rights/folder-paths'
import { lockFolders } from '@/lib/rights/lock-folders'
import { requirePermission } from '@/lib/rights/require'
import { findFolder, insertFolder } from './ensure'
import { getFolder } from './get'
import { type CreateFolder, FolderPath } from './input'
import { nameTaken } from './relocation'

/** Adds an empty folder. Throws Invalid on `name` when it is taken or the path grows too long or too deep. */
export async function createFolder(
  ctx: Context,
  { parentId, name }: CreateFolder,
): Promise<{ id: number; path: string }> {
  await requirePermission(ctx, 'folders.create', { folderId: parentId })
  return inTransaction(ctx, async (ctx) => {
    await lockFolders(ctx)
    const parent = await getFolder(ctx, parentId)
    const checked = FolderPath.safeParse(childPath(parent.path, name))
    if (!checked.success) throw new Invalid({ name: checked.error.issues.map((issue) => issue.message) })
    if (await findFolder(ctx, checked.data))
      throw new Invalid({ name: [await nameTaken(ctx, name, parent.path)] })
    requireOtherThanHidden(name)
    return insertFolder(ctx, parent, name)
  })
}
