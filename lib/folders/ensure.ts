import 'server-only'
import { eq } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'

type FolderRef = { id: number; path: string }

/** The folder with this path; with `create`, made if it is missing, its parents too. Otherwise throws Invalid on `path`. */
export async function folderForUsers(
  ctx: Context,
  path: string,
  { create }: { create: boolean },
): Promise<FolderRef> {
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

/** Adds a folder below another, or returns the one somebody else added just now. */
export async function insertFolder(ctx: Context, parent: FolderRef, name: string): Promise<FolderRef> {
  await requirePermission(ctx, 'folders.create', { folderId: parent.id })
  const path = parent.path === '' ? name : `${parent.path}/${name}`
  const [created] = await ctx.db
    .insert(folders)
    .values({ parentId: parent.id, name, path, createdAt: ctx.now })
    .onConflictDoNothing({ target: folders.path })
    .returning({ id: folders.id, path: folders.path })
  if (created) {
    await recordEvent(ctx, {
      name: 'folder.created',
      subjects: [{ type: 'folder', id: String(created.id), label: path }],
    })
    return created
  }
  const existing = await findFolder(ctx, path)
  if (!existing) throw new Error('the folder is neither new nor there')
  return existing
}
