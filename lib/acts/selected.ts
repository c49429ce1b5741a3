import 'server-only'
import { and, asc, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { countLimit } from '@/lib/kernel/list-input'
import type { Permission } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'
import { selectUsers } from '@/lib/users/list/list'
import { matchingUsers } from '@/lib/users/list/plans'
import { listedRows } from './planning'
import { type SelectedUsers, selectionLimit } from './selection-input'

/** The rows of a selection over which the actor holds the permission, as a condition. */
export async function selectedUsers(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
): Promise<SQL | undefined> {
  return and(await chosenUsers(ctx, selected), await permittedUsers(ctx, permission))
}

async function chosenUsers(ctx: Context, selected: SelectedUsers): Promise<SQL | undefined> {
  if ('ids' in selected) return inArray(users.id, selected.ids)
  const { matching, except = [] } = selected
  const leftOut = except.length > 0 ? notInArray(users.id, except) : undefined
  return and(matchingUsers(await selectUsers(ctx, matching)), leftOut)
}

/** Says how many of those picked one by one are not there, or out of the actor's sight. */
export function goneWarnings(selected: SelectedUsers, affected: AffectedUser[]): string[] {
  const gone = 'ids' in selected ? new Set(selected.ids).size - affected.length : 0
  if (gone === 0) return []
  return [gone === 1 ? '1 of them is no longer there.' : `${gone} of them are no longer there.`]
}

export type AffectedUser = {
  id: number
  username: string
  name: string
  path: string
  deactivatedAt: Date | null
  /** Whether the act's condition holds for them. */
  concerned: boolean
}

/** The selected users, by id, at most as many as one act may concern. Throws Invalid for more. */
export function affectedUsers(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
  concerned: SQL | undefined,
) {
  return readAffected(ctx, permission, selected, concerned, false)
}

/** The same, locked by id, as every other writer does. */
export function lockAffectedUsers(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
  concerned: SQL | undefined,
) {
  return readAffected(ctx, permission, selected, concerned, true)
}

async function readAffected(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
  concerned: SQL | undefined,
  lock: boolean,
): Promise<AffectedUser[]> {
  const condition = await selectedUsers(ctx, permission, selected)
  const query = affectedWhere(ctx, condition, concerned).limit(selectionLimit + 1)
  const rows = await (lock ? query.for('no key update', { of: users }) : query)
  if (rows.length > selectionLimit) {
    const limit = selectionLimit.toLocaleString('en')
    throw new Invalid({ '': [`More than ${limit} users match. Choose fewer at a time.`] })
  }
  return rows
}

/** The first few of a selection too large to be listed. */
export async function firstSelected(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
  concerned: SQL | undefined,
): Promise<AffectedUser[]> {
  const condition = and(await selectedUsers(ctx, permission, selected), concerned)
  return affectedWhere(ctx, condition, undefined).limit(listedRows)
}

function affectedWhere(ctx: Context, condition: SQL | undefined, concerned: SQL | undefined) {
  return ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      path: folders.path,
      deactivatedAt: users.deactivatedAt,
      concerned: sql<boolean>`${concerned ?? sql`true`}`,
    })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(condition)
    .orderBy(users.id)
}

/** How many users a selection holds, or one more than `most`. */
export async function countSelected(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
  most: number,
  concerned?: SQL,
): Promise<number> {
  const condition = and(await selectedUsers(ctx, permission, selected), concerned)
  const chosen = sql`(select 1 from ${users} where ${condition} limit ${most + 1}) chosen`
  const [row] = await ctx.db.select({ count: sql<number>`count(*)::integer` }).from(chosen)
  return row?.count ?? 0
}

/** Username and e-mail of the selected users, by username, as many as lists count. */
export async function namesOfSelected(ctx: Context, selected: SelectedUsers) {
  await requirePermission(ctx, 'users.read')
  const rows = await ctx.db
    .select({ username: users.username, email: users.email })
    .from(users)
    .where(await selectedUsers(ctx, 'users.read', selected))
    .orderBy(asc(users.usernameKey))
    .limit(countLimit + 1)
  if (rows.length > countLimit) {
    throw new Invalid({
      '': [`More than ${countLimit.toLocaleString('en')} users match. Narrow the search.`],
    })
  }
  return rows
}
