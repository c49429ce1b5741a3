import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { folders, grants } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type FieldErrors, NotFound } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { rootFolder } from '@/lib/kernel/own-words'
import { isSomebodyAbove } from '@/lib/rights/above'
import { requireNoGainFor } from '@/lib/rights/bringing'
import { giftsWhere } from '@/lib/rights/gifts'
import { requireHeld } from '@/lib/rights/reach'
import { readableGrants } from '@/lib/rights/readable-grants'
import { belowFolder, usersIn } from '@/lib/rights/subtree'
import { type Folder, getFolder } from './get'
import type { DeleteFolder } from './input'
import { someoneAboveInside } from './relocation'

/** What deleting a folder would do; blockers by field, '' for what no choice of a destination can lift. */
export type Deletion = {
  folder: Folder
  destination: Folder | undefined
  /** Users directly in the folder, who go to the destination. */
  users: number
  /** Folders below it, which stand in the way. */
  subfolders: number
  /** Grants over it, which end: all of them, and those the actor may know of. */
  grants: { all: number; seen: number }
  blockers: FieldErrors
}

/**
 * Works out a deletion. Changes nothing; reads the tree as the caller's transaction sees it. Throws Forbidden when the actor
 * lacks what others hold over the folder, or what somebody would gain over its users.
 */
export async function planDeletion(ctx: Context, { id, moveUsersTo }: DeleteFolder): Promise<Deletion> {
  const folder = await getFolder(ctx, id)
  const [below] = await ctx.db
    .select({ folders: sql<number>`count(*)::integer` })
    .from(folders)
    .where(belowFolder(folder.path))
  const subfolders = below?.folders ?? 0
  const destination = moveUsersTo === undefined ? undefined : await folderOrNone(ctx, moveUsersTo)
  const blockers: FieldErrors = {}
  if (folder.parentId === null) blockers[''] = [`${rootFolder} cannot be deleted.`]
  else if (subfolders > 0) blockers[''] = [subfoldersInTheWay(folder.path, subfolders)]
  else if (folder.directUsers > 0 && (await isSomebodyAbove(ctx, usersIn(id))))
    blockers[''] = [someoneAboveInside]
  const problem = destinationProblem(folder, destination, moveUsersTo)
  if (problem) blockers.moveUsersTo = [problem]
  // What others hold over the folder ends with it.
  requireHeld(ctx, await giftsWhere(ctx, sql`g.scope_folder_id = ${folder.id}`))
  const over = eq(grants.scopeFolderId, folder.id)
  const ending = {
    all: await ctx.db.$count(grants, over),
    seen: await ctx.db.$count(grants, and(over, await readableGrants(ctx))),
  }
  if (destination && !problem && folder.directUsers > 0) await requireMayBring(ctx, folder, destination)
  return { folder, destination, users: folder.directUsers, subfolders, grants: ending, blockers }
}

/** Whoever is directly in the folder is where a user with its path is. */
async function requireMayBring(ctx: Context, { id, path }: Folder, destination: Folder): Promise<void> {
  const anybody = { kind: 'user', id: 0, path } as const
  await requireNoGainFor(ctx, anybody, usersIn(id), { kind: 'folder', ...destination })
}

async function folderOrNone(ctx: Context, id: number): Promise<Folder | undefined> {
  try {
    return await getFolder(ctx, id)
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

function destinationProblem(folder: Folder, destination: Folder | undefined, wanted: number | undefined) {
  if (wanted === undefined)
    return folder.directUsers > 0 ? 'Choose the folder that its users go to.' : undefined
  if (!destination) return 'The folder chosen for the users does not exist.'
  if (destination.id === folder.id) return 'Users cannot be moved to the folder that is being deleted.'
  if (destination.parentId === null) return `Users need a folder: choose one below ${rootFolder}.`
}

function subfoldersInTheWay(path: string, count: number): string {
  const folders = count === 1 ? '1 folder' : `${count} folders`
  return `${isolated(path)} has ${folders} below it. Move or delete ${count === 1 ? 'it' : 'them'} first.`
}
