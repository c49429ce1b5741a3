import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { StaleVersion } from '@/lib/kernel/errors'
import { getUser, type User } from '@/lib/users/get'
import { draftNameChange, type NameChangeDraft } from './draft'
import { requireMayChangeNames } from './may'
import { tellOfNameChange } from './tell'

type Names = Pick<User, 'username' | 'email'>
type Wanted = { id: number; username?: string | undefined; email?: string | null | undefined }

/**
 * Before the transaction that changes a user: asks for what other names take, and writes the mails about them. Undefined
 * when the names stay. Not inside it, where a wrong password would not count and writing would hold locks.
 */
export async function prepareNameChange(
  ctx: Context,
  { id, username, email }: Wanted,
  currentPassword: string | undefined,
): Promise<NameChangeDraft | undefined> {
  if (username === undefined && email === undefined) return undefined
  const user = await getUser(ctx, id)
  const wanted = { username: username ?? user.username, email: email === undefined ? user.email : email }
  if (!areOthers(user, wanted)) return undefined
  await requireMayChangeNames(ctx, id, currentPassword)
  return draftNameChange(ctx, user, wanted)
}

/**
 * In it, with the user locked: asks once more, by the rights of now, and tells of the change. Throws Conflict when it is
 * not the one that was prepared.
 */
export async function settleNameChange(
  ctx: Context,
  user: User,
  wanted: Names,
  draft: NameChangeDraft | undefined,
): Promise<void> {
  if (!areOthers(user, wanted)) return
  await requireMayChangeNames(ctx, user.id)
  if (draft?.version !== user.version) {
    throw new StaleVersion('Somebody else changed this user in the meantime.', user)
  }
  await tellOfNameChange(ctx, user, wanted, draft)
}

function areOthers(before: Names, after: Names): boolean {
  return before.username !== after.username || before.email !== after.email
}
