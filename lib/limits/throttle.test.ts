import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rateLimits } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { LimitReached, Unavailable } from '@/lib/kernel/errors'
import { bucket, standing, visitorAfter } from '@/testing/limits'
import { addTo, letGo } from './counters'
import { consume, hold } from './throttle'

const database = testDatabase({ alsoEmbedded: true })
beforeEach(async () => {
  await database.db.delete(rateLimits)
})
afterEach(() => vi.restoreAllMocks())

const at = (ms?: number) => visitorAfter(database.db, ms)
const short = { name: 'short', points: 3, seconds: 60 }
const long = { name: 'long', points: 2, seconds: 150 }
const hourly = { name: 'hourly', points: 2, seconds: 3600 }
const [a, b, c] = [bucket(short, 'a'), bucket(long, 'b'), bucket(hourly, 'c')]
const spend = (buckets = [a], points = 3) => addTo(at(), buckets, { points, held: 0 })

test('a bucket gives what it holds, and nothing is taken from any when one is empty', async () => {
  for (let taken = 0; taken < 3; taken++) await consume(at(), [a])
  await expect(consume(at(), [b, a])).rejects.toThrow(LimitReached)
  expect(await standing(database.db)).toEqual({ 'short:a': [3, 0] })
})

test.each([
  [0, [a], 60, 'a minute'],
  [500, [a], 60, 'a minute'],
  [0, [a, b], 150, '3 minutes'],
  [0, [c], 3600, '60 minutes'],
  [89_000, [b], 61, '2 minutes'],
  [149_001, [b], 1, 'a minute'],
])('after %i ms a refusal by what is empty says how long to wait', async (ms, buckets, seconds, words) => {
  await spend(buckets)
  await expect(consume(at(ms), [bucket(short, 'other'), ...buckets])).rejects.toMatchObject({
    ...{ retryAfterSeconds: seconds, message: `Too many attempts. Try again in ${words}.` },
  })
})

test('a try holds a place in each, and is refused with none when one that shows is empty', async () => {
  await spend([a], 2)
  expect(await hold(at(), { shown: [a], hidden: [b] })).toEqual({ isShut: false })
  expect(await standing(database.db)).toEqual({ 'long:b': [0, 1], 'short:a': [2, 1] })
  await letGo(at(), [a], { wrong: [a] })
  await expect(hold(at(), { shown: [b, a], hidden: [] })).rejects.toThrow(LimitReached)
  expect(await standing(database.db)).toEqual({ 'long:b': [0, 1], 'short:a': [3, 0] })
})

test('a hidden one that is empty is told to the caller alone, and nobody waits for it', async () => {
  await spend([b])
  expect(await hold(at(), { shown: [a], hidden: [b] })).toEqual({ isShut: true })
  expect(await standing(database.db)).toEqual({ 'long:b': [3, 1], 'short:a': [0, 1] })
})

/** Makes the waiting short, and counts it in milliseconds. */
function waiting() {
  const wait = { ms: 0, during: async () => {} }
  const real = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms = 0) => {
    if (ms !== 50) return real(work, ms)
    wait.ms += ms
    return real(() => void wait.during().then(work), 0)
  }) as typeof setTimeout)
  return wait
}

test('while others hold the last places a try waits, and has one as soon as it is given back', async () => {
  await spend([a], 1)
  for (let tries = 0; tries < 2; tries++) await hold(at(), { shown: [a], hidden: [] })
  const wait = waiting()
  wait.during = () => letGo(at(), [a], { wrong: [] })
  expect(await hold(at(), { shown: [a], hidden: [b] })).toEqual({ isShut: false })
  expect(wait.ms).toBe(50)
  expect(await standing(database.db)).toEqual({ 'long:b': [0, 1], 'short:a': [1, 2] })
})

test('who waited three seconds for a place is told to try again, and holds none', async () => {
  for (let tries = 0; tries < 3; tries++) await hold(at(), { shown: [a], hidden: [] })
  const wait = waiting()
  await expect(hold(at(), { shown: [a], hidden: [] })).rejects.toThrow(Unavailable)
  expect(wait.ms).toBeGreaterThanOrEqual(3000)
  expect(await standing(database.db)).toEqual({ 'short:a': [0, 3] })
})
