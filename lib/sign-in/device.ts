import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Context } from '@/lib/kernel/context'
import { seal, unseal } from '@/lib/kernel/sealing'

const purpose = 'device'
const accountsMax = 5
const year = 365 * 24 * 60 * 60

/** How long a browser keeps what tells it from a stranger's, in seconds, from the last time somebody signed in on it. */
export const deviceLifetime = year

type Token = { userId: number; deviceId: string; knownSince: Date }

/**
 * What a browser gets when somebody has signed in on it: a token for their account before those of others, the last few.
 * A token says that its account was signed in to here and opens nothing (OWASP, device cookies).
 */
export function rememberDevice(ctx: Context, userId: number): string {
  const token = seal(purpose, [userId, randomBytes(12).toString('base64url'), ctx.now.getTime()].join(' '))
  const others = tokensOf(ctx)
    .filter((other) => other.userId !== userId)
    .map(({ sealed }) => sealed)
  return [token, ...others].slice(0, accountsMax).join('.')
}

/**
 * Which device of this account the request comes from, or undefined when nobody signed in to it there, or too long ago, or
 * before the account forgot its devices. For nobody's account it is the same work.
 */
export function knownDevice(
  ctx: Context,
  user: { id: number; devicesForgottenAt: Date | null } | undefined,
): string | undefined {
  const token = tokensOf(ctx).find(({ userId }) => userId === user?.id)
  const oldest = Math.max(ctx.now.getTime() - year * 1000, user?.devicesForgottenAt?.getTime() ?? 0)
  return token && token.knownSince.getTime() >= oldest ? token.deviceId : undefined
}

function tokensOf({ request }: Context): (Token & { sealed: string })[] {
  const tokens = (request.deviceTokens ?? '').split('.', accountsMax)
  return tokens.flatMap((sealed) => {
    const token = readToken(sealed)
    return token ? [{ ...token, sealed }] : []
  })
}

function readToken(sealed: string): Token | undefined {
  try {
    const [userId, deviceId = '', since] = unseal(purpose, sealed).split(' ')
    return { userId: Number(userId), deviceId, knownSince: new Date(Number(since)) }
  } catch {
    return undefined
  }
}
