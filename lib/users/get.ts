import 'server-only'
import { and, eq } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { isAdministrator } from '@/lib/rights/administrators'
import { seenNames } from '@/lib/rights/names-seen'
import { requirePermission } from '@/lib/rights/require'
import { permittedUsers } from '@/lib/rights/scope'

export const userColumns = {
  id: users.id,
  uuid: users.uuid,
  username: users.username,
  name: users.name,
  email: users.email,
  emailOutgrown: users.emailOutgrown,
  folderId: users.folderId,
  path: folders.path,
  type: users.type,
  attributes: users.attributes,
  isAdministrator,
  mustChangePassword: users.mustChangePassword,
  deactivatedAt: users.deactivatedAt,
  deactivatedBy: users.deactivatedBy,
  deactivationReason: users.deactivationReason,
  lastSignInAt: users.lastSignInAt,
  passwordChangedAt: users.passwordChangedAt,
  version: users.version,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
}

/** One user with everything the console shows of it; never a secret or a hash. Throws NotFound outside the actor's scope. */
export async function getUser(ctx: Context, id: number) {
  await requirePermission(ctx, 'users.read')
  const [user] = await ctx.db
    .select(userColumns)
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(and(eq(users.id, id), await permittedUsers(ctx, 'users.read')))
  if (!user) throw new NotFound('The user')
  const nameOf = await seenNames(ctx, [user.deactivatedBy])
  return { ...user, deactivatedBy: user.deactivatedBy && nameOf(user.deactivatedBy) }
}

export type User = Awaited<ReturnType<typeof getUser>>
