import 'server-only'
import { verifyPassword } from '@/lib/access/hash'
import type { Context } from '@/lib/kernel/context'
import { addressKey } from '@/lib/kernel/request'
import {
  bucketOfName,
  signInPerAccount,
  signInPerAccountAndAddress,
  signInPerAddress,
  signInPerDevice,
  signInPerName,
  signInPerNameAndAddress,
} from '@/lib/limits/budgets'
import { type Bucket, giveBack, letGo } from '@/lib/limits/counters'
import { hold } from '@/lib/limits/throttle'

/**
 * What a guess is counted in. `shown` refuse openly, `hidden` by treating any password as wrong. A right guess frees `own`
 * and takes off `shared` what it had counted there.
 */
export type Budget = { shown: Bucket[]; hidden: Bucket[]; own: Bucket[]; shared: Bucket[] }

/** The budget of a device the account knows, of which no stranger can spend anything. */
export function budgetOfDevice(userId: number, deviceId: string): Budget {
  const device = { limit: signInPerDevice, key: `${userId} ${deviceId}` }
  return { shown: [device], hidden: [], own: [device], shared: [] }
}

/**
 * The budget of strangers. The name as typed shows when it was tried too often, the same for a name that nobody has. That
 * two names are one account's must not show, so what counts by account is hidden; nobody's name is an account of its own.
 */
export function budgetOfStrangers(ctx: Context, identifier: string, userId: number | undefined): Budget {
  const name = bucketOfName(identifier)
  const account = userId === undefined ? name : String(userId)
  const address = addressKey(ctx.request.ip)
  const nameHere = { limit: signInPerNameAndAddress, key: `${name} ${address}` }
  const accountHere = { limit: signInPerAccountAndAddress, key: `${account} ${address}` }
  const here = { limit: signInPerAddress, key: address }
  return {
    shown: [nameHere, { limit: signInPerName, key: name }, here],
    hidden: [accountHere, { limit: signInPerAccount, key: account }],
    own: [nameHere, accountHere],
    shared: [here],
  }
}

export type Guess = 'right' | 'wrong' | 'not tried'

/**
 * Whether a password matches the stored hash, which is the only way to ask: wrong ones count, right ones spend nothing.
 * `not tried`, after the same work, when a hidden budget is spent. Throws LimitReached when a shown one is.
 */
export async function guessPassword(
  ctx: Context,
  budget: Budget,
  storedHash: string | null,
  password: string,
): Promise<Guess> {
  const buckets = [...budget.shown, ...budget.hidden]
  const { isShut } = await hold(ctx, budget)
  const matches = await verifyPassword(isShut ? null : storedHash, password).catch(async (error: unknown) => {
    await letGo(ctx, buckets, { wrong: [] })
    throw error
  })
  if (matches) await giveBack(ctx, buckets, budget)
  // What was not tried costs the account nothing, or strangers would empty its budget with half the addresses.
  else await letGo(ctx, buckets, { wrong: isShut ? budget.shown : buckets })
  return matches ? 'right' : isShut ? 'not tried' : 'wrong'
}
