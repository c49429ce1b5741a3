import 'server-only'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { z } from 'zod'
import { Invalid } from '@/lib/kernel/errors'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads the arguments of a command: a username, and options by their names. Throws Invalid with the first thing wrong. */
export function readArguments<Schema extends z.ZodType>(
  schema: Schema,
  options: Options,
  args: string[],
): z.output<Schema> {
  const parsed = schema.safeParse(splitArguments(options, args))
  if (parsed.success) return parsed.data
  throw new Invalid({ '': [parsed.error.issues[0]?.message ?? 'The arguments are not valid.'] })
}

function splitArguments(options: Options, args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [username, ...rest] = positionals
    return { ...values, username, rest }
  } catch (error) {
    throw new Invalid({ '': [error instanceof Error ? error.message : 'The arguments are not valid.'] })
  }
}
