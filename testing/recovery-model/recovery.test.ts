import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { Conflict } from '@/lib/kernel/errors'
import { finishRecovery } from '@/lib/recovery/finish'
import { startRecovery } from '@/lib/recovery/start'
import { contextFor, makeUser } from '@/testing/world'
import { runs } from '../depth'
import { newPassword, newToken, visitorAt } from '../recovery'
import { withSecondFactor } from './around'
import { reached } from './command'
import { commands } from './commands'
import { newModel } from './model'
import { newReal, passSecondFactor } from './real'

vi.mock('@/lib/mail/deliver', () => ({ deliverMail: async () => undefined }))
vi.mock('@/lib/mail/messages/recovery', () => ({
  recoveryMessage: async ({ link }: { link: string }) => ({
    kind: 'recovery',
    subject: '',
    html: link,
    text: link,
  }),
}))
vi.mock('@/lib/recovery/second-factor', () => ({
  needsSecondFactor: async (_ctx: unknown, userId: number) => withSecondFactor.has(userId),
}))

const database = testDatabase()

test('a second factor is needed whether it came before Continue or after, and stays so when it goes', async () => {
  const { id } = await makeUser(contextFor(database.db))
  const token = await newToken(database.db, id)
  const visitor = () => visitorAt(database.db)
  const before = await startRecovery(visitor(), token)
  withSecondFactor.add(id)
  await expect(finishRecovery(visitor(), before, newPassword)).rejects.toThrow(Conflict)
  const after = await startRecovery(visitor(), token)
  withSecondFactor.delete(id)
  await expect(finishRecovery(visitor(), after, newPassword)).rejects.toThrow(Conflict)
  await passSecondFactor(database.db, after)
  await finishRecovery(visitor(), after, newPassword)
})

test('in whatever order its steps come, only token, Continue and password change a password, once', async () => {
  const tryOrders = () =>
    fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: '+2' }), async (sequence) => {
        const real = await newReal(database.db)
        const addresses = real.users.map(({ email }) => email)
        await fc.asyncModelRun(() => ({ model: newModel(addresses), real }), sequence)
      }),
      { numRuns: runs(30) },
    )
  await tryOrders()
  // Chance leads few orders there: others are tried until some were everywhere.
  const few = { refused: 20, started: 10, asked: 5, finished: 2, unanswered: 0, outgrown: 0 }
  while (Object.entries(few).some(([what, times]) => reached[what as keyof typeof few] <= times))
    await tryOrders()
}, 300_000)
