import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { startBackground, wakeBackground } from './background'

const database = testDatabase()

test('a task that waits for somebody else does not hold up the others', async () => {
  let finish = () => {}
  const slow = new Promise<boolean>((resolve) => {
    finish = () => resolve(false)
  })
  let pieces = 0
  const stop = startBackground(database.db, {
    slow: () => slow,
    quick: async () => ++pieces < 3,
  })
  await vi.waitFor(() => expect(pieces).toBe(3))
  wakeBackground()
  await vi.waitFor(() => expect(pieces).toBe(4))
  finish()
  await stop()
})

test('a task that fails is logged and taken up again at the next call', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  let tries = 0
  const stop = startBackground(database.db, {
    failing: async () => {
      tries++
      throw new Error('no')
    },
  })
  await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce())
  wakeBackground()
  await vi.waitFor(() => expect(tries).toBe(2))
  await stop()
  logged.mockRestore()
})

test('stopping waits for the piece at hand and begins no other', async () => {
  let finish = () => {}
  let pieces = 0
  const stop = startBackground(database.db, {
    work: () => {
      pieces++
      return new Promise((resolve) => {
        finish = () => resolve(true)
      })
    },
  })
  await vi.waitFor(() => expect(pieces).toBe(1))
  let isStopped = false
  const stopping = stop().then(() => {
    isStopped = true
  })
  await Promise.resolve()
  expect(isStopped).toBe(false)
  finish()
  await stopping
  expect(pieces).toBe(1)
})
