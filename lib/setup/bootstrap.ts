import 'server-only'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { type Env, EnvError } from '@/lib/kernel/env'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { hasAdministrator } from '@/lib/rights/administrators'
import { createToken } from '@/lib/tokens/create'
import { SetUp } from './input'
import { createFirstAdministrator } from './set-up'

const tokenLifetimeMs = 365 * 24 * 60 * 60_000

type Settings = Pick<
  Env,
  | 'LATCHKEY_BOOTSTRAP_USERNAME'
  | 'LATCHKEY_BOOTSTRAP_PASSWORD'
  | 'LATCHKEY_BOOTSTRAP_EMAIL'
  | 'LATCHKEY_BOOTSTRAP_TOKEN'
>

/**
 * On a database with no administrator creates one from the environment, and its API token if one is given. Does nothing
 * otherwise. Throws EnvError naming the variable whose value cannot be used.
 */
export async function bootstrap(ctx: Context, settings: Settings): Promise<void> {
  const username = settings.LATCHKEY_BOOTSTRAP_USERNAME
  if (!username || (await hasAdministrator(ctx))) return
  const parsed = SetUp.omit({ token: true }).safeParse({
    username,
    password: settings.LATCHKEY_BOOTSTRAP_PASSWORD,
    email: settings.LATCHKEY_BOOTSTRAP_EMAIL ?? '',
  })
  if (!parsed.success) throw wrong(String(parsed.error.issues[0]?.path[0]), parsed.error.issues[0]?.message)
  try {
    await inTransaction({ ...ctx, actor: { type: 'setup' } }, async (setup) => {
      await createFirstAdministrator(setup, parsed.data, async () => {})
      await createFirstToken(setup, username, settings.LATCHKEY_BOOTSTRAP_TOKEN)
    })
  } catch (error) {
    // Another instance on the same database was faster.
    if (error instanceof Conflict) return
    if (error instanceof Invalid) throw wrong(Object.keys(error.fields)[0] ?? '', error.message)
    throw error
  }
}

/** In the administrator's transaction: a start that ends between the two would never make the token. */
async function createFirstToken(ctx: Context, username: string, secret: string | undefined): Promise<void> {
  if (secret === undefined) return
  await createToken(ctx, {
    username,
    description: 'Made at start from LATCHKEY_BOOTSTRAP_TOKEN',
    expiresAt: new Date(ctx.now.getTime() + tokenLifetimeMs),
    secret,
  })
}

function wrong(field: string, message = 'cannot be used.'): EnvError {
  return new EnvError(`LATCHKEY_BOOTSTRAP_${field.toUpperCase()} cannot be used: ${message}`)
}
