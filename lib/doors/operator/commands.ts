import 'server-only'
import type { Db } from '@/db/types'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { withoutSteering } from '@/lib/kernel/isolated'
import { localContext } from '@/lib/kernel/local-context'
import { asDomainError } from '@/lib/kernel/unavailable'
import { createToken } from '@/lib/tokens/create'
import { readArguments } from './arguments'
import { CreateTokenArguments } from './input'
import { createAdminCommand, setPasswordCommand } from './passwords'
import { recoveryLinkCommand } from './recovery-link'
import { unlockCommand } from './unlock'

/** `output` is for stdout, or for stderr when the command failed; `notice` is for people and goes to stderr. */
export type Outcome = { exitCode: number; output: string; notice?: string }

const usage = `Usage: npm run latchkey -- <command>

  create-token <username> [--days N] [--description text]   make an API token and print it once (365 days)
  create-admin <username> [--name text] [--email address]   make an administrator and print a first password once
  set-password <username>                                   give a user a password that must be changed, and print it once
  recovery-link <username> [--minutes N]                    make a link for choosing a new password and print it once (24 hours)
  unlock <username>                                         let a user sign in again at once after too many attempts
  help                                                      print this text`

type Command = (ctx: Context, args: string[]) => Promise<Outcome>

const commands = new Map<string, Command>([
  ['create-token', createTokenCommand],
  ['create-admin', createAdminCommand],
  ['set-password', setPasswordCommand],
  ['recovery-link', recoveryLinkCommand],
  ['unlock', unlockCommand],
])

/** The answer to `help` and to what is no command, for which no database need be opened. */
export function answerWithoutDatabase([name]: string[]): Outcome | undefined {
  if (name === 'help') return { exitCode: 0, output: usage }
  if (name && commands.has(name)) return undefined
  return wrongUsage(name ? `Unknown command: ${name}` : 'Which command?')
}

/** Runs one command of the operator's CLI; the same for a command sent to a running server and one run on its own. */
export async function runOperatorCommand(db: Db, argv: string[], now: Date): Promise<Outcome> {
  const [name = '', ...args] = argv
  const command = commands.get(name)
  if (!command) return answerWithoutDatabase(argv) ?? wrongUsage('Which command?')
  try {
    return forTerminal(await command(localContext(db, { type: 'operator' }, now), args))
  } catch (error) {
    if (error instanceof Invalid) return forTerminal(wrongUsage(error.message))
    const known = asDomainError(error)
    if (known) return forTerminal({ exitCode: 1, output: known.message })
    throw error
  }
}

async function createTokenCommand(ctx: Context, args: string[]): Promise<Outcome> {
  const options = { days: { type: 'string' }, description: { type: 'string' } } as const
  const input = readArguments(CreateTokenArguments, options, args)
  const expiresAt = new Date(ctx.now.getTime() + input.days * 24 * 60 * 60_000)
  const { secret } = await createToken(ctx, { ...input, expiresAt })
  const notice = `API token of ${input.username}, valid until ${expiresAt.toISOString()}; it is not shown again:`
  return { exitCode: 0, output: secret, notice }
}

/** A name must not turn what follows it around, and terminals do not isolate. */
function forTerminal({ exitCode, output, notice }: Outcome): Outcome {
  return {
    ...{ exitCode, output: withoutSteering(output) },
    ...(notice !== undefined && { notice: withoutSteering(notice) }),
  }
}

function wrongUsage(problem: string): Outcome {
  return { exitCode: 2, output: `${problem}\n\n${usage}` }
}
