import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { readSettings } from '@/lib/settings/read'
import { judgePassword, type PasswordOwner } from './policy'

/** Throws Invalid on `field` unless the instance's policy lets this person have this password. Every writer asks it. */
export async function requireGoodPassword(
  ctx: Context,
  password: string,
  owner: PasswordOwner,
  field: string,
): Promise<void> {
  const { problems } = await judgePassword(password, owner, await readSettings(ctx, 'passwords'))
  if (problems.length > 0) throw new Invalid({ [field]: problems })
}
