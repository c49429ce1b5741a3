import 'server-only'
import { and, asc, inArray, type SQL } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import type { Permission } from '@/lib/permissions/catalogue'
import { permittedUsers, requirePermission } from '@/lib/permissions/require'
import { selectUsers } from './list'
import { countLimit } from './list-input'
import { matchingUsers } from './list-plans'
import type { SelectedUsers } from './selection-input'

/** The rows of a selection over which the actor holds the permission, as a condition. */
export async function selectedUsers(
  ctx: Context,
  permission: Permission,
  selected: SelectedUsers,
): Promise<SQL | undefined> {
  const chosen =
    'ids' in selected
      ? inArray(users.id, selected.ids)
      : matchingUsers(await selectUsers(ctx, selected.matching))
  return and(chosen, await permittedUsers(ctx, permission))
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
