import 'server-only'
import { sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { type FieldErrors, NotFound } from '@/lib/errors'
import { isSomebodyAboveIn } from '@/lib/permissions/reach'
import { type Folder, getFolder } from './get'
import type { DeleteFolder } from './input'
import { belowFolder } from './subtree'

/** What deleting a folder would do; blockers by field, '' for what no choice of a destination can lift. */
export type Deletion = {
  folder: Folder
  destination: Folder | undefined
  /** Users directly in the folder, who go to the destination. */
  users: number
  /** Folders below it, which stand in the way. */
  subfolders: number
  blockers: FieldErrors
}

/** They would be moved, which takes as much as moving each of them. */
const someoneAboveInside = 'Somebody in this folder holds rights that you do not hold. Ask somebody who does.'

/** Works out a deletion. Changes nothing; reads the tree as the caller's transaction sees it. */
export async function planDeletion(ctx: Context, { id, moveUsersTo }: DeleteFolder): Promise<Deletion> {
  const folder = await getFolder(ctx, id)
  const [below] = await ctx.db
    .select({ folders: sql<number>`count(*)::integer` })
    .from(folders)
    .where(belowFolder(folder.path))
  const subfolders = below?.folders ?? 0
  const destination = moveUsersTo === undefined ? undefined : await folderOrNone(ctx, moveUsersTo)
  const blockers: FieldErrors = {}
  if (folder.parentId === null) blockers[''] = ['All users cannot be deleted.']
  else if (subfolders > 0) blockers[''] = [subfoldersInTheWay(folder.path, subfolders)]
  else if (folder.directUsers > 0 && (await isSomebodyAboveIn(ctx, id))) blockers[''] = [someoneAboveInside]
  const problem = destinationProblem(folder, destination, moveUsersTo)
  if (problem) blockers.moveUsersTo = [problem]
  return { folder, destination, users: folder.directUsers, subfolders, blockers }
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
  if (destination.parentId === null) return 'Users need a folder: choose one below All users.'
}

function subfoldersInTheWay(path: string, count: number): string {
  const folders = count === 1 ? '1 folder' : `${count} folders`
  return `${path} has ${folders} below it. Move or delete ${count === 1 ? 'it' : 'them'} first.`
}
