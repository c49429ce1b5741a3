import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { commands, reached, withSecondFactor } from './commands'
import { newModel } from './model'
import { newReal } from './real'

vi.mock('../second-factor', () => ({
  needsSecondFactor: async (_ctx: unknown, userId: number) => withSecondFactor.has(userId),
}))

const database = testDatabase()

test('in whatever order its steps come, only token, Continue and password change a password, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: '+2' }), async (sequence) => {
      const real = await newReal(database.db)
      await fc.asyncModelRun(() => ({ model: newModel(), real }), sequence)
    }),
    { numRuns: 80 },
  )
  expect(reached.started).toBeGreaterThan(30)
  expect(reached.finished).toBeGreaterThan(5)
  expect(reached.refused).toBeGreaterThan(100)
}, 180_000)
