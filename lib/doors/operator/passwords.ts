import 'server-only'
import { generatePassword } from '@/lib/access/generate'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { setPassword } from '@/lib/passwords/set'
import { findAccount } from '@/lib/sign-in/find-account'
import { createAdministrator } from '@/lib/users/create-administrator'
import { readArguments } from './arguments'
import { CreateAdminArguments, SetPasswordArguments } from './input'

// Passwords are made here and printed, never read from the command line, where other users of the machine could see them.

/** Gives a user a password that must be changed, and ends their sessions. */
export async function setPasswordCommand(ctx: Context, args: string[]) {
  const { username } = readArguments(SetPasswordArguments, {}, args)
  const user = await findAccount(ctx, username)
  if (!user) throw new NotFound(`The user ${username}`)
  const password = generatePassword()
  await setPassword(ctx, { userId: user.id, password, mustChange: true, endSessions: true })
  return { exitCode: 0, output: password, notice: noticeFor(user.username) }
}

/** Makes another administrator, for when none can sign in. */
export async function createAdminCommand(ctx: Context, args: string[]) {
  const options = { name: { type: 'string' }, email: { type: 'string' } } as const
  const { username, name, email } = readArguments(CreateAdminArguments, options, args)
  const { password } = await createAdministrator(ctx, { username, name, email })
  return { exitCode: 0, output: password, notice: noticeFor(username) }
}

function noticeFor(username: string): string {
  return `Password of ${username}, to be changed at the next sign-in; it is not shown again:`
}
