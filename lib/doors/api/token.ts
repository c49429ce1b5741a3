import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { database } from '@/lib/kernel/database'
import { Forbidden } from '@/lib/kernel/errors'
import { addressKey, requestInfo } from '@/lib/kernel/request'
import { consume } from '@/lib/limits/throttle'
import { authenticateToken } from '@/lib/tokens/authenticate'

export type ApiContext = Context & { actor: Extract<Actor, { type: 'apiToken' }> }

const perAddress = { name: 'api-token-address', points: 30, seconds: 5 * 60 }
const maxTokenLength = 512

/**
 * The context of a request, from its bearer token alone: a cookie means nothing here. Wrong tokens are counted by
 * address; a right one is never held up by them.
 */
export async function tokenContext(headers: Headers): Promise<ApiContext> {
  const secret = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (!secret) throw new Forbidden('Send an API token as Authorization: Bearer <token>.')
  const visitor: Context = {
    db: await database(),
    actor: { type: 'visitor' },
    now: new Date(),
    request: requestInfo(headers),
  }
  const actor =
    secret.length > maxTokenLength ? undefined : await authenticateToken(visitor.db, secret, visitor.now)
  if (actor) return { ...visitor, actor }
  await consume(visitor, [{ limit: perAddress, key: addressKey(visitor.request.ip) }])
  throw new Forbidden('This API token is unknown, expired or revoked, or its user is not active.')
}
