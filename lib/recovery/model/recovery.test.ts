import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { Conflict } from '@/lib/errors'
import { contextFor, makeUser } from '@/lib/testing'
import { finishRecovery } from '../finish'
import { startRecovery } from '../start'
import { newPassword, newToken, visitorAt } from '../testing'
import { commands, reached, withSecondFactor } from './commands'
import { newModel } from './model'
import { newReal, passSecondFactor } from './real'

vi.mock('../second-factor', () => ({
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
  await passSecondFactor({ db: database.db, users: [], tokens: [], flows: [] }, after)
  await finishRecovery(visitor(), after, newPassword)
})

test('in whatever order its steps come, only token, Continue and password change a password, once', async () => {
  const tryOrders = () =>
    fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: '+2' }), async (sequence) => {
        const real = await newReal(database.db)
        await fc.asyncModelRun(() => ({ model: newModel(), real }), sequence)
      }),
      { numRuns: 120 },
    )
  await tryOrders()
  // Chance leads few orders to the end: others are tried until some were.
  while (reached.finished <= 5) await tryOrders()
  expect(reached.started).toBeGreaterThan(30)
  expect(reached.refused).toBeGreaterThan(100)
}, 180_000)
