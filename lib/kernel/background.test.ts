import perfHooks from 'node:perf_hooks'
import { afterEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { startBackground, wakeBackground } from './background'

const database = testDatabase({ alsoEmbedded: true })

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

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

/** Times by a clock of their own when pieces that take so long begin, in a process that is busy to such a part. */
async function startsOfPieces(taking: number[], busyness: number): Promise<number[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const used = { idle: 0, active: 0, utilization: busyness }
  vi.spyOn(perfHooks.performance, 'eventLoopUtilization').mockReturnValue(used)
  const began = performance.now()
  const starts: number[] = []
  const stop = startBackground(database.db, {
    work: async () => {
      starts.push(performance.now() - began)
      vi.advanceTimersByTime(taking[starts.length - 1] ?? 0)
      return starts.length < taking.length
    },
  })
  await vi.advanceTimersByTimeAsync(10_000)
  await stop()
  return starts.slice(0, taking.length)
}

test('after a piece the task rests for as long as it took, and for a second at most', async () => {
  expect(await startsOfPieces([80, 5000, 0], 0.5)).toEqual([0, 160, 6160])
})

test('while the process is busy a task rests eight times as long as its piece took, and for a second at most', async () => {
  expect(await startsOfPieces([80, 200, 0], 0.7)).toEqual([0, 720, 1920])
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
