import 'server-only'
import { generatePassword } from '@/lib/access/generate'
import { hashPassword } from '@/lib/access/hash'
import { folderForUsers } from '@/lib/folders/ensure'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { insertUser } from './create'
import { refusingTakenNames } from './taken'

type Administrator = { username: string; name: string; email: string | null }

/** Makes an administrator with a password to be changed at the first sign-in, and returns it. For the operator alone. */
export async function createAdministrator(ctx: Context, input: Administrator): Promise<{ password: string }> {
  if (ctx.actor.type !== 'operator') throw new Forbidden()
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  await refusingTakenNames(ctx, input, null, () =>
    inTransaction(ctx, (ctx) =>
      insertAdministrator(ctx, { ...input, passwordHash, mustChangePassword: true }),
    ),
  )
  return { password }
}

/** Inserts an administrator in the caller's transaction, after the caller's checks. */
export async function insertAdministrator(
  ctx: Context,
  input: Administrator & { passwordHash: string; mustChangePassword?: boolean },
): Promise<{ id: number }> {
  const folder = await folderForUsers(ctx, 'users', { create: true })
  const fields = { isActive: true, type: 'internal' as const, attributes: {} }
  const created = await insertUser(ctx, { ...fields, ...input }, folder)
  await insertAdministratorGrant(ctx, created.id)
  return created
}
