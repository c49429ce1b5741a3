import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { readSettings } from '@/lib/settings/read'
import { getUser } from '@/lib/users/get'
import type { PasswordOwner, PasswordRules } from './policy'

export type PasswordForm = { owner: PasswordOwner; rules: PasswordRules }

/** What a form that sets somebody's password must know to judge it while it is typed. */
export async function passwordForm(ctx: Context, userId: number): Promise<PasswordForm> {
  await requirePermission(ctx, 'users.set_password', { userId })
  const { username, name, email } = await getUser(ctx, userId)
  const { minLength } = await readSettings(ctx, 'passwords')
  return { owner: { username, name, email }, rules: { minLength } }
}
