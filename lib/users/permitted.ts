import 'server-only'
import type { Context } from '@/lib/context'
import { maySetPassword } from '@/lib/passwords/set'
import { hasPermission } from '@/lib/permissions/require'

/** What the actor may do with one user: which buttons there are. The commands ask again. */
export async function permittedActs(ctx: Context, userId: number) {
  const target = { userId }
  return {
    update: await hasPermission(ctx, 'users.update', target),
    setPassword: await maySetPassword(ctx, userId),
  }
}

export type UserPermissions = Awaited<ReturnType<typeof permittedActs>>
