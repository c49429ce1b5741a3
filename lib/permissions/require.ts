import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { Forbidden } from '@/lib/errors'
import type { Permission } from './catalogue'

/** What a permission is asked for: one user, one folder, or (left out) anything at all. */
export type Target = { userId: number } | { folderId: number }

/** Throws Forbidden unless the actor holds the permission over the target. The first line of every command and read. */
export async function requirePermission(
  ctx: Context,
  permission: Permission,
  target?: Target,
): Promise<void> {
  if (!(await hasPermission(ctx, permission, target))) throw new Forbidden()
}

export async function hasPermission(
  ctx: Context,
  _permission: Permission,
  _target?: Target,
): Promise<boolean> {
  const { actor } = ctx
  switch (actor.type) {
    case 'user':
    case 'apiToken':
    case 'job':
      return actor.isAdministrator
    case 'setup':
    case 'operator':
      return true
    case 'visitor':
    case 'system':
      return false
  }
}

/** The rows of `users` over which the actor holds the permission, as a condition. Every read of users ends in it. */
export async function permittedUsers(ctx: Context, permission: Permission): Promise<SQL | undefined> {
  return (await hasPermission(ctx, permission)) ? undefined : sql`false`
}
