import 'server-only'
import { eq } from 'drizzle-orm'
import { folders } from '@/db/schema'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import { childPath, parentOf } from '@/lib/rights/folder-paths'
import { lockFolders } from '@/lib/rights/lock-folders'
import { requirePermission } from '@/lib/rights/require'
import { isSeenPath, type Sight, sightOf } from '@/lib/rights/sight'

type FolderRef = { id: number; path: string }

/**
 * The folder with this path, locked in its place until the transaction ends; with `create`, made if it is missing, its
 * parents too. Otherwise throws Invalid on `path`.
 */
export async function folderForUsers(
  ctx: Context,
  path: string,
  { create }: { create: boolean },
): Promise<FolderRef> {
  await lockFolders(ctx)
  const sight = await sightOf(ctx)
  const found = await findSeen(ctx, sight, path)
  if (found) return found
  if (!create) throw new Invalid({ path: [`There is no folder ${isolated(path)}.`] })
  return makeFolder(ctx, sight, path)
}

async function makeFolder(ctx: Context, sight: Sight | undefined, path: string): Promise<FolderRef> {
  const parentPath = parentOf(path)
  const parent = (await findSeen(ctx, sight, parentPath)) ?? (await makeFolder(ctx, sight, parentPath))
  const name = path.slice(parentPath === '' ? 0 : parentPath.length + 1)
  requireOtherThanHidden(name, 'path')
  return insertFolder(ctx, parent, name)
}

/** One the actor does not see is missing for them. They may make none in its place, since that would lie as far out. */
async function findSeen(ctx: Context, sight: Sight | undefined, path: string) {
  return isSeenPath(sight, path) ? findFolder(ctx, path) : undefined
}

/** The folder with this path, seen or not. */
export async function findFolder(ctx: Context, path: string): Promise<FolderRef | undefined> {
  const [folder] = await ctx.db
    .select({ id: folders.id, path: folders.path })
    .from(folders)
    .where(eq(folders.path, path))
  return folder
}

/** Adds a folder below another. For commands that hold the lock and know that the path is free. */
export async function insertFolder(ctx: Context, parent: FolderRef, name: string): Promise<FolderRef> {
  await requirePermission(ctx, 'folders.create', { folderId: parent.id })
  const path = childPath(parent.path, name)
  const [created] = await ctx.db
    .insert(folders)
    .values({ parentId: parent.id, name, path, createdAt: ctx.now })
    .returning({ id: folders.id, path: folders.path })
  if (!created) throw new Error('insert returned no row')
  await recordEvent(ctx, {
    name: 'folder.created',
    subjects: [{ type: 'folder', id: String(created.id), label: path }],
    changes: changesBetween({}, { path }),
  })
  return created
}
