import 'server-only'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { lockFoldersAndRights, lockRights } from '@/lib/rights/lock'
import { createUser } from '@/lib/users/create'
import type { CreateUser, UpdateUser } from '@/lib/users/input'
import { updateUser } from '@/lib/users/update'
import { replaceGroups } from './groups-of-users'

/** The ties a change gives anew, by UUID; those left out stay as they are. */
type GivenTies = { roles?: string[] | undefined; groups?: string[] | undefined }

/** Creates a user who is tied to just these, in one transaction. */
export async function createTiedUser(
  ctx: Context,
  input: CreateUser,
  ties: GivenTies,
): Promise<{ id: number }> {
  return withTies(ctx, ties, input.path, async (ctx) => createUser(ctx, input))
}

/** The same for a change of a user. */
export async function updateTiedUser(ctx: Context, input: UpdateUser, ties: GivenTies): Promise<void> {
  await withTies(ctx, ties, input.path, (ctx) => updateUser(ctx, input))
}

/** Takes the locks of both first, in the order of every other writer. */
function withTies<User extends { id: number }>(
  ctx: Context,
  { roles, groups }: GivenTies,
  path: string | undefined,
  write: (ctx: Context) => Promise<User>,
): Promise<User> {
  if (roles === undefined && groups === undefined) return write(ctx)
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await (path === undefined ? lockRights : lockFoldersAndRights)(unlocked)
    const user = await write(ctx)
    if (groups) await replaceGroups(ctx, user.id, groups)
    if (roles) await replaceRoles(ctx, { userId: user.id }, roles)
    return user
  })
}
