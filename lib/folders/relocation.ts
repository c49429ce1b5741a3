import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Conflict, type FieldErrors, Invalid } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { folderLabel, rootFolder } from '@/lib/kernel/own-words'
import { isSomebodyAbove } from '@/lib/rights/above'
import { requireNoGainFor } from '@/lib/rights/bringing'
import { childPath, depthOf, isBelow, parentOf } from '@/lib/rights/folder-paths'
import { requirePermission } from '@/lib/rights/require'
import { isSeenPath, sightOf } from '@/lib/rights/sight'
import { usersWithin, withinFolder } from '@/lib/rights/subtree'
import { findFolder } from './ensure'
import { type Folder, getFolder } from './get'
import { maxFolderDepth, maxPathLength } from './input'

/** They would be moved, which takes as much as moving each of them. */
export const someoneAboveInside =
  'Somebody in this folder holds rights that you do not hold. Ask somebody who does.'

/** What renaming or moving a folder would do, and by field what stands against it; '' for what no other choice can lift. */
export type Relocation = {
  id: number
  from: string
  to: string
  /** Folders that get another path, itself included, and the users who are in them. */
  folders: number
  users: number
  blockers: FieldErrors
}

/** Works out a new name or a new parent. Changes nothing; reads the tree as the caller's transaction sees it. */
export async function planRename(ctx: Context, id: number, name: string): Promise<Relocation> {
  const folder = await getFolder(ctx, id)
  if (folder.parentId === null) return blocked(folder, 'name', `${rootFolder} cannot be renamed.`)
  const parentPath = parentOf(folder.path)
  const to = childPath(parentPath, name)
  const plan = await planPath(ctx, folder, to, 'name')
  const taken = to !== folder.path && (await findFolder(ctx, to))
  return taken ? { ...plan, blockers: { name: [await nameTaken(ctx, name, parentPath)] } } : plan
}

/** The same for another parent. Throws Forbidden when somebody would gain a right over those inside that the actor lacks. */
export async function planMove(ctx: Context, id: number, parentId: number): Promise<Relocation> {
  const folder = await getFolder(ctx, id)
  if (folder.parentId === null) return blocked(folder, 'parentId', `${rootFolder} cannot be moved.`)
  const parent = await getFolder(ctx, parentId)
  if (parent.id === id || isBelow(parent.path, folder.path)) {
    return blocked(folder, 'parentId', 'A folder cannot be moved into itself or a folder below it.')
  }
  const to = childPath(parent.path, folder.name)
  const plan = await planPath(ctx, folder, to, 'parentId')
  if (to === folder.path) return plan
  if (await findFolder(ctx, to))
    return { ...plan, blockers: { parentId: [await nameTaken(ctx, folder.name, parent.path)] } }
  const people = usersWithin(folder.path)
  if (await isSomebodyAbove(ctx, people)) return { ...plan, blockers: { '': [someoneAboveInside] } }
  await requireNoGainFor(ctx, { kind: 'folder', ...folder }, people, { kind: 'folder', id, path: to })
  return plan
}

async function planPath(ctx: Context, folder: Folder, to: string, field: string): Promise<Relocation> {
  const [subtree] = await ctx.db
    .select({
      folders: sql<number>`count(*)::integer`,
      longest: sql<number>`max(char_length(${folders.path}))::integer`,
      deepest: sql<number>`max(array_length(string_to_array(${folders.path}, '/'), 1))::integer`,
    })
    .from(folders)
    .where(withinFolder(folder.path))
  const { folders: count, longest, deepest } = subtree ?? { folders: 0, longest: 0, deepest: 0 }
  const length = longest - [...folder.path].length + [...to].length
  const depth = deepest - depthOf(folder.path) + depthOf(to)
  const problems: string[] = []
  const whose = count > 1 ? 'The path of a folder below it' : 'Its path'
  if (length > maxPathLength)
    problems.push(`${whose} would have ${length} characters; at most ${maxPathLength} are allowed.`)
  if (depth > maxFolderDepth)
    problems.push(`Folders would be nested ${depth} levels deep; at most ${maxFolderDepth} are allowed.`)
  const blockers: FieldErrors = problems.length > 0 ? { [field]: problems } : {}
  return { id: folder.id, from: folder.path, to, folders: count, users: folder.totalUsers, blockers }
}

/** Throws unless the actor may take the folder from where it is and put it below this one. */
export async function requireMovable(ctx: Context, id: number, parentId: number): Promise<void> {
  await requirePermission(ctx, 'folders.update', { folderId: id })
  await requirePermission(ctx, 'folders.create', { folderId: parentId })
}

/** Throws when something stands against it: Invalid by field, Conflict for what no other choice can lift. */
export function requirePossible({ blockers }: Relocation): void {
  if (blockers['']) throw new Conflict(blockers[''].join(' '))
  if (Object.keys(blockers).length > 0) throw new Invalid(blockers)
}

/**
 * Gives the folder its new place and every folder below it its new path, in one statement. Users only point at their
 * folder, so none of their rows is touched; the counters of the folders above follow by trigger.
 */
export async function relocate(
  ctx: Context,
  plan: Relocation,
  change: { name: string } | { parentId: number },
): Promise<void> {
  const itself = eq(folders.id, plan.id)
  const own =
    'name' in change
      ? { name: sql`case when ${itself} then ${change.name} else ${folders.name} end` }
      : { parentId: sql`case when ${itself} then ${change.parentId}::integer else ${folders.parentId} end` }
  const rest = sql`substr(${folders.path}, ${[...plan.from].length + 1}::integer)`
  await ctx.db
    .update(folders)
    .set({ ...own, path: sql`${plan.to}::text || ${rest}` })
    .where(withinFolder(plan.from))
}

function blocked(folder: Folder, field: string, reason: string): Relocation {
  const { id, path, totalUsers } = folder
  return { id, from: path, to: path, folders: 1, users: totalUsers, blockers: { [field]: [reason] } }
}

/** What to say of a name that another folder has, which the actor may not know of. */
export async function nameTaken(ctx: Context, name: string, parentPath: string): Promise<string> {
  const isSeen = isSeenPath(await sightOf(ctx), childPath(parentPath, name))
  if (!isSeen) return 'This cannot be used. Choose another.'
  return `There is already a folder "${isolated(name)}" in ${isolated(folderLabel(parentPath))}.`
}
