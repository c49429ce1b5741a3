import 'server-only'
import { eq, type SQL } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { requirePermission } from '@/lib/rights/require'
import { asSeen, isSeenPath, sightOf } from '@/lib/rights/sight'

export const folderColumns = {
  id: folders.id,
  parentId: folders.parentId,
  name: folders.name,
  path: folders.path,
  directUsers: folders.directUsers,
  totalUsers: folders.totalUsers,
}

export type Folder = {
  id: number
  parentId: number | null
  name: string
  path: string
  directUsers: number
  totalUsers: number
}

/** One folder with the counts of its users whom the actor sees. Throws NotFound when there is none, or none for them. */
export async function getFolder(ctx: Context, id: number): Promise<Folder> {
  return readFolder(ctx, eq(folders.id, id))
}

/** The same by path; '' is the root. */
export async function getFolderByPath(ctx: Context, path: string): Promise<Folder> {
  return readFolder(ctx, eq(folders.path, path))
}

async function readFolder(ctx: Context, condition: SQL): Promise<Folder> {
  await requirePermission(ctx, 'users.read')
  const [folder] = await ctx.db.select(folderColumns).from(folders).where(condition)
  const sight = await sightOf(ctx)
  if (!folder || !isSeenPath(sight, folder.path)) throw new NotFound('The folder')
  return asSeen(sight, folder)
}
