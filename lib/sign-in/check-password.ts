import 'server-only'
import { issueTicket, type Ticket } from '@/lib/access/tickets'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { said } from '@/words/said'
import { knownDevice } from './device'
import { accountSubject, findAccount } from './find-account'
import { budgetOfDevice, budgetOfStrangers, type Guess, guessPassword } from './guess'
import type { SignIn } from './input'

/**
 * Checks a username or e-mail and a password and returns a ticket for what comes next. Unknown, inactive and
 * passwordless accounts and wrong passwords give one answer after one password hash. Throws Invalid or LimitReached;
 * counts wrong passwords by device where the account was signed in to before, else by name, account and address.
 */
export async function checkPassword(ctx: Context, input: SignIn): Promise<Ticket> {
  const user = await findAccount(ctx, input.identifier)
  const device = knownDevice(ctx, user)
  const budget =
    user && device ? budgetOfDevice(user.id, device) : budgetOfStrangers(ctx, input.identifier, user?.id)
  // Out of service, an account has no right password.
  const storedHash = user && !user.deactivatedAt ? user.passwordHash : null
  const guess = await guessPassword(ctx, budget, storedHash, input.password)
  if (!user || guess !== 'right') {
    await recordFailure(ctx, user, guess)
    // Where the wait is not shown, whoever has the right password must still learn of it, and strangers nothing.
    throw new Invalid({ '': [said('signIn.errors.refused')] })
  }
  return issueTicket(ctx, user, user.mustChangePassword ? 'new_password' : 'session')
}

/** The log tells why; the person at the door is not told. */
async function recordFailure(
  ctx: Context,
  user: { id: number; username: string; deactivatedAt: Date | null } | undefined,
  guess: Guess,
) {
  const why = guess === 'not tried' ? 'too many attempts' : 'wrong password'
  const reason = !user ? 'unknown account' : user.deactivatedAt ? 'inactive account' : why
  await inTransaction(ctx, (ctx) =>
    recordEvent(ctx, {
      name: 'user.sign_in_failed',
      subjects: [accountSubject(user)],
      details: { reason },
    }),
  )
}
