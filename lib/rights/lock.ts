import 'server-only'
import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from './catalogue'
import { rightsOfUser } from './gifts'
import { lockFolders } from './lock-folders'
import { requirePermission, type Target } from './require'

/**
 * Lets one writer at a time change who may do what, and gives the context with the actor's rights as they are now, so
 * that nobody gives what was taken from them a moment ago. Every writer of groups, memberships, roles and grants, and
 * whoever takes users out of service, calls this after folders and before users are locked.
 */
export async function lockRights<Ctx extends Context>(ctx: Ctx): Promise<Ctx> {
  await ctx.db.execute(sql`select lock_rights()`)
  const { actor } = ctx
  if (!('rights' in actor)) return ctx
  return { ...ctx, actor: { ...actor, rights: await rightsOfUser(ctx, actor.userId) } }
}

/** The same for whoever moves or deletes users or folders, which changes who is within whose reach and the tree's counters. */
export async function lockFoldersAndRights<Ctx extends Context>(ctx: Ctx): Promise<Ctx> {
  await lockFolders(ctx)
  return lockRights(ctx)
}

/**
 * Asks for the permission once more, with rights held still until the commit: whoever is given rights in the meantime
 * is out of reach of those who hold less. The first thing in a transaction that lets somebody into an account; what
 * follows goes on with the context given.
 */
export async function requireUnderLock<Ctx extends Context>(
  ctx: Ctx,
  permission: Permission,
  target: Target,
): Promise<Ctx> {
  const locked = await lockRights(ctx)
  await requirePermission(locked, permission, target)
  return locked
}
