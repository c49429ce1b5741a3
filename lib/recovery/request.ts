import 'server-only'
import { recoveryRequests } from '@/db/schema'
import { wakeBackground } from '@/lib/kernel/background'
import type { Context } from '@/lib/kernel/context'
import { addressKey, networkKey } from '@/lib/kernel/request'
import { seal } from '@/lib/kernel/sealing'
import { bucketOfName, recoveryPerNameAndAddress as perNameAndAddress } from '@/lib/limits/budgets'
import { consume } from '@/lib/limits/throttle'
import type { RequestRecovery } from './input'
import { placeInLine } from './line'

const perAddress = { name: 'recovery-address', points: 30, seconds: 15 * 60 }
const perNetwork = { name: 'recovery-network', points: 120, seconds: 15 * 60 }

/**
 * Takes down that somebody forgot their password, by the same work whoever they name, known or not; what follows from it
 * comes after the answer. Throws LimitReached by the address it comes from and the network around it, in counters that have
 * nothing to do with signing in: what comes from elsewhere keeps nobody from asking, and how often somebody is mailed is
 * `isMailedEnough`.
 */
export async function requestRecovery(ctx: Context, { identifier }: RequestRecovery): Promise<void> {
  const name = bucketOfName(identifier)
  const address = addressKey(ctx.request.ip)
  const [ofItsNetwork = 1] = await consume(ctx, [
    { limit: perNetwork, key: networkKey(ctx.request.ip) },
    { limit: perNameAndAddress, key: `${name} ${address}` },
    { limit: perAddress, key: address },
  ])
  const { id: requestId, ip, userAgent } = ctx.request
  await ctx.db.insert(recoveryRequests).values({
    id: placeInLine(ctx.now, ofItsNetwork),
    identifier: seal('recovery request', identifier),
    requestedAt: ctx.now,
    ...{ ip, userAgent, requestId },
  })
  wakeBackground()
}
