import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { findAccount } from '@/lib/sign-in/find-account'
import { readArguments } from './arguments'
import { RecoveryLinkArguments } from './input'

/** Prints a link with which the user chooses a new password, for when nobody else can be asked. */
export async function recoveryLinkCommand(ctx: Context, args: string[]) {
  const { username, minutes } = readArguments(RecoveryLinkArguments, { minutes: { type: 'string' } }, args)
  const user = await findAccount(ctx, username)
  if (!user) throw new NotFound(`The user ${username}`)
  const { url, expiresAt } = await createRecoveryLink(ctx, { userId: user.id, lifetimeMinutes: minutes })
  const notice = `Recovery link of ${user.username}, good for one use until ${expiresAt.toISOString()}; it is not shown again:`
  return { exitCode: 0, output: url, notice }
}
