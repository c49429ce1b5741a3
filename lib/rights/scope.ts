import 'server-only'
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { folders, groups, users } from '@/db/schema'
import type { Rights, Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import type { Permission } from './catalogue'
import { isLasting } from './lasting'
import { everyRight, noRights, scopesOf } from './rights'
import { withinFolder } from './subtree'

/** What the actor of a context may do: people what they were given, those who run the instance everything. */
export function rightsOf({ actor }: Pick<Context, 'actor'>): Rights {
  switch (actor.type) {
    case 'user':
    case 'person':
    case 'apiToken':
    case 'job':
      return actor.rights
    case 'setup':
    case 'operator':
      return everyRight
    case 'visitor':
    case 'system':
      return noRights
  }
}

function idsOf(scopes: readonly Scope[], kind: Scope['kind']): number[] {
  return scopes.flatMap((scope) => (scope.kind === kind && 'id' in scope ? [scope.id] : []))
}

function isEverything(scopes: readonly Scope[]): boolean {
  return scopes[0]?.kind === 'everything'
}

/** The folders below which the actor holds the permission, as a condition on `folders`; undefined for all of them. */
export function permittedFolders(ctx: Context, permission: Permission): SQL | undefined {
  const scopes = scopesOf(rightsOf(ctx), permission)
  if (isEverything(scopes)) return undefined
  const within = scopes.flatMap((scope) =>
    scope.kind === 'folder' ? [withinFolder(scope.path) ?? sql`true`] : [],
  )
  return or(...within) ?? sql`false`
}

/** The rows of `groups` over which the actor holds the permission, as a condition; undefined for all of them. */
export function permittedGroups(ctx: Context, permission: Permission): SQL | undefined {
  const scopes = scopesOf(rightsOf(ctx), permission)
  return isEverything(scopes) ? undefined : inArray(groups.id, [...idsOf(scopes, 'group'), 0])
}

/**
 * The rows of `users` over which the actor holds the permission, as a condition; undefined for all of them. Every read
 * of users ends in it.
 */
export async function permittedUsers(ctx: Context, permission: Permission): Promise<SQL | undefined> {
  const scopes = scopesOf(rightsOf(ctx), permission)
  if (isEverything(scopes)) return undefined
  const held = scopes.some(({ kind }) => kind === 'folder') ? permittedFolders(ctx, permission) : undefined
  const inFolders = held && sql`${users.folderId} in (select ${folders.id} from ${folders} where ${held})`
  return or(inFolders, permittedElsewhere(ctx, permission)) ?? sql`false`
}

/** Those over whom it is held whatever folder they are in: as members of a group or one by one. */
export function permittedElsewhere(ctx: Context, permission: Permission): SQL | undefined {
  const scopes = scopesOf(rightsOf(ctx), permission)
  const groupIds = idsOf(scopes, 'members')
  const userIds = idsOf(scopes, 'user')
  return or(
    groupIds.length > 0 ? inArray(users.id, membersOf(groupIds, ctx.now)) : undefined,
    userIds.length > 0 ? inArray(users.id, userIds) : undefined,
  )
}

/** The ids of everybody in these groups or in groups below them, as a table of a statement. */
export function membersOf(groupIds: number[], now: Date): SQL {
  return sql`(select m.user_id from group_members m join group_ancestors a on a.group_id = m.group_id
    where a.ancestor_id = any(${integers(groupIds)}) and ${isLasting(sql`m.expires_at`, now)})`
}

/** Whether this user exists and the actor holds the permission over them. */
export async function isPermittedUser(
  ctx: Context,
  permission: Permission,
  userId: number,
): Promise<boolean> {
  const scopes = scopesOf(rightsOf(ctx), permission)
  if (isEverything(scopes)) return true
  const condition = await permittedUsers(ctx, permission)
  const [row] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(sql`${eq(users.id, userId)} and ${condition}`)
  return row !== undefined
}
