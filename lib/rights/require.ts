import 'server-only'
import { and, eq } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { type Permission, reaches } from './catalogue'
import { requireHeldOfGroups, someoneAbove, usersAbove } from './reach'
import { covers, isHeldOverEverything, scopesOf } from './rights'
import { isPermittedUser, rightsOf } from './scope'
import { seenFolders, sightOf } from './sight'

/** What a permission is asked for: one user, one folder with all below it, or one group. */
export type Target = { userId: number } | { folderId: number } | { groupId: number }

/**
 * Throws Forbidden unless the actor holds the permission over the target, and, where it acts on a person or a group,
 * every right these carry. NotFound for a target they may not even see, as for one that is not there, if they hold the
 * permission at all. Without a target it is enough to hold it over anything: what follows must narrow by scope.
 * The first line of every command and read.
 */
export async function requirePermission(
  ctx: Context,
  permission: Permission,
  target?: Target,
): Promise<void> {
  if (!(await isInScope(ctx, permission, target))) throw await refusal(ctx, permission, target)
  await requireReach(ctx, permission, target)
}

/** The same for any one of several, where only what is asked for tells which; the refusal is that of the first. */
export async function requireAnyOf(
  ctx: Context,
  permissions: readonly [Permission, ...Permission[]],
  target?: Target,
): Promise<void> {
  for (const permission of permissions) if (await hasPermission(ctx, permission, target)) return
  await requirePermission(ctx, permissions[0], target)
}

/** Whether `requirePermission` would let it pass. What to say of a refusal is not looked up. */
export async function hasPermission(ctx: Context, permission: Permission, target?: Target): Promise<boolean> {
  if (!(await isInScope(ctx, permission, target))) return false
  try {
    await requireReach(ctx, permission, target)
    return true
  } catch (error) {
    if (error instanceof Forbidden) return false
    throw error
  }
}

/** Throws Forbidden where the target holds or carries what the actor does not. */
async function requireReach(ctx: Context, permission: Permission, target: Target | undefined): Promise<void> {
  if (!target || !reaches(permission)) return
  if ('groupId' in target) await requireHeldOfGroups(ctx, [target.groupId])
  if ('userId' in target && (await usersAbove(ctx, [target.userId])).size > 0)
    throw new Forbidden(someoneAbove)
}

async function isInScope(ctx: Context, permission: Permission, target: Target | undefined): Promise<boolean> {
  const scopes = scopesOf(rightsOf(ctx), permission)
  if (!target || scopes.length === 0 || isHeldOverEverything(rightsOf(ctx), permission))
    return scopes.length > 0
  if ('userId' in target) return isPermittedUser(ctx, permission, target.userId)
  if ('groupId' in target) return covers(scopes, { kind: 'group', id: target.groupId })
  const [folder] = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(eq(folders.id, target.folderId))
  return folder !== undefined && covers(scopes, { kind: 'folder', id: target.folderId, path: folder.path })
}

async function refusal(ctx: Context, permission: Permission, target: Target | undefined): Promise<Error> {
  if (!target || scopesOf(rightsOf(ctx), permission).length === 0) return new Forbidden()
  if ('userId' in target)
    return (await isPermittedUser(ctx, 'users.read', target.userId))
      ? new Forbidden()
      : new NotFound('The user')
  if ('groupId' in target) {
    const group = { kind: 'group', id: target.groupId } as const
    return covers(scopesOf(rightsOf(ctx), 'groups.read'), group) ? new Forbidden() : new NotFound('The group')
  }
  const [folder] = await ctx.db
    .select({ id: folders.id })
    .from(folders)
    .where(and(eq(folders.id, target.folderId), seenFolders(await sightOf(ctx))))
  return folder ? new Forbidden() : new NotFound('The folder')
}
