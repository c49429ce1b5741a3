import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { findAccount } from '@/lib/sign-in/find-account'
import { unlockUsers } from '@/lib/users/unlock'
import { readArguments } from './arguments'
import { UnlockArguments } from './input'

/** Lets a user try again at once who was tried too often, by whomever. */
export async function unlockCommand(ctx: Context, args: string[]) {
  const { username } = readArguments(UnlockArguments, {}, args)
  const user = await findAccount(ctx, username)
  if (!user) throw new NotFound(`The user ${username}`)
  const done = await unlockUsers(ctx, { selected: { ids: [user.id] } })
  const wasLocked = 'count' in done && done.count > 0
  return { exitCode: 0, output: `${user.username} ${wasLocked ? 'is unlocked.' : 'was not locked out.'}` }
}
