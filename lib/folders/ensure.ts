import 'server-only'
import { eq } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { changesBetween, recordEvent } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'
import { lockFolders } from './lock'
import { childPath } from './paths'

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
  const found = await findFolder(ctx, path)
  if (found) return found
  if (!create) throw new Invalid({ path: [`There is no folder ${path}.`] })
  const parentPath = path.split('/').slice(0, -1).join('/')
  const parent = (await findFolder(ctx, parentPath)) ?? (await folderForUsers(ctx, parentPath, { create }))
  return insertFolder(ctx, parent, path.slice(parentPath === '' ? 0 : parentPath.length + 1))
}

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
