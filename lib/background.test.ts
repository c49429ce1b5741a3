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

test('stopping waits five seconds at most for a piece that does not end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isStopped = false
  const stop = startBackground(database.db, { endless: () => new Promise(() => {}) })
  const stopping = stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(4999)
  expect(isStopped).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await stopping
  vi.useRealTimers()
})

test('between two pieces the process turns to requests, however little they take', async () => {
  let pieces = 0
  const stop = startBackground(database.db, { endless: async () => ++pieces < 1000 })
  await new Promise((resolve) => setImmediate(resolve))
  expect(pieces).toBeLessThan(10)
  await stop()
})

test('after a piece the task rests for as long as it took, and for a second at most', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const taking = [80, 5000]
  let pieces = 0
  const stop = startBackground(database.db, {
    work: async () => {
      vi.advanceTimersByTime(taking[pieces++] ?? 0)
      return pieces < 3
    },
  })
  await vi.advanceTimersByTimeAsync(79)
  expect(pieces).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(pieces).toBe(2)
  await vi.advanceTimersByTimeAsync(999)
  expect(pieces).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(pieces).toBe(3)
  await stop()
  vi.useRealTimers()
})

test('stopping does not wait for a rest to end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let pieces = 0
  const stop = startBackground(database.db, {
    work: async () => {
      vi.advanceTimersByTime(500)
      return ++pieces < 100
    },
  })
  await vi.advanceTimersByTimeAsync(0)
  await stop()
  expect(pieces).toBe(1)
  vi.useRealTimers()
})
