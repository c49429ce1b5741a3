import 'server-only'
import { isSelf as isOwn } from '@/lib/acts/plan-rows'
import type { Context } from '@/lib/kernel/context'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { getUser } from './get'
import { mayChangeNames } from './name-changes/may'

/** What the edit form needs of one user: its fields and the version they belong to. Throws NotFound. */
export async function getEditableUser(ctx: Context, id: number) {
  await requirePermission(ctx, 'users.update', { userId: id })
  const user = await getUser(ctx, id)
  const { version, username, path, name, email, type, attributes } = user
  const isActive = user.deactivatedAt === null
  const isSelf = isOwn(ctx, id)
  const mayRename = await mayChangeNames(ctx, id)
  const mayDeactivate = !isSelf && (await hasPermission(ctx, 'users.deactivate', { userId: id }))
  return {
    id,
    version,
    isSelf,
    mayRename,
    mayDeactivate,
    username,
    path,
    name,
    email,
    isActive,
    type,
    attributes,
  }
}

export type EditableUser = Awaited<ReturnType<typeof getEditableUser>>
