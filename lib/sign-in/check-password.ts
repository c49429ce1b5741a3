import 'server-only'
import { type Context, inTransaction } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import {
  bucketOfName,
  signInPerName as perName,
  signInPerNameAndAddress as perNameAndAddress,
} from '@/lib/limits/by-name'
import { consume, forgive } from '@/lib/limits/throttle'
import { verifyPassword } from '@/lib/passwords/hash'
import { addressKey } from '@/lib/request'
import { accountSubject, findAccount } from './find-account'
import type { SignIn } from './input'
import { issueTicket, type Ticket } from './ticket'

const perAddress = { name: 'sign-in-address', points: 60, seconds: 15 * 60 }

/**
 * Checks a username or e-mail and a password and returns a ticket for what comes next. Unknown, inactive and
 * passwordless accounts and wrong passwords give one answer after one password hash. Throws Invalid or LimitReached;
 * counts tries by name and address together, by name, and by address.
 */
export async function checkPassword(ctx: Context, input: SignIn): Promise<Ticket> {
  const name = bucketOfName(input.identifier)
  const address = addressKey(ctx.request.ip)
  await consume(ctx, [
    { limit: perNameAndAddress, key: `${name} ${address}` },
    { limit: perName, key: name },
    { limit: perAddress, key: address },
  ])
  const user = await findAccount(ctx, input.identifier)
  const matches = await verifyPassword(user?.passwordHash ?? null, input.password)
  if (!user || !matches || user.deactivatedAt) {
    await recordFailure(ctx, user)
    throw new Invalid({ '': ['The username or password is not right.'] })
  }
  await forgive(ctx, perNameAndAddress, `${name} ${address}`)
  return issueTicket(ctx, user, user.mustChangePassword ? 'new_password' : 'session')
}

/** The log tells why; the person at the door is not told. */
async function recordFailure(
  ctx: Context,
  user: { id: number; username: string; deactivatedAt: Date | null } | undefined,
) {
  const reason = !user ? 'unknown account' : user.deactivatedAt ? 'inactive account' : 'wrong password'
  await inTransaction(ctx, (ctx) =>
    recordEvent(ctx, {
      name: 'user.sign_in_failed',
      subjects: [accountSubject(user)],
      details: { reason },
    }),
  )
}
