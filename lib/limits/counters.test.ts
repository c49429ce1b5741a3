import { beforeEach, expect, test } from 'vitest'
import { rateLimits } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { bucket, standing, visitorAfter } from '@/testing/limits'
import { testTime } from '@/testing/world'
import { addTo, giveBack, letGo } from './counters'
import { sweepCounters } from './sweep'

const database = testDatabase({ alsoEmbedded: true })
beforeEach(async () => {
  await database.db.delete(rateLimits)
})

const at = (ms?: number) => visitorAfter(database.db, ms)
const limit = { name: 'test', points: 3, seconds: 60 }
const [a, b, c, d] = [bucket(limit, 'a'), bucket(limit, 'b'), bucket(limit, 'c'), bucket(limit, 'd')]
const add = async (ms: number, points: number, held: number, buckets = [a]) =>
  (await addTo(at(ms), buckets, { points, held })).map(({ bucket, points, held, expire }) => [
    ...[bucket.key, points, held, expire.getTime() - testTime.getTime()],
  ])

test('a window begins with the first point and is over to the millisecond', async () => {
  expect(await add(0, 2, 0)).toEqual([['a', 2, 0, 60_000]])
  expect(await add(59_999, 1, 0)).toEqual([['a', 3, 0, 60_000]])
  expect(await add(60_000, 1, 0)).toEqual([['a', 1, 0, 120_000]])
})

test('counters are answered in the order they were asked in, each with its own', async () => {
  await add(0, 2, 0, [b])
  expect(await add(1, 1, 1, [c, b, a])).toEqual([
    ['c', 1, 1, 60_001],
    ['b', 3, 1, 60_000],
    ['a', 1, 1, 60_001],
  ])
})

test('a place is held for half a minute after the last one taken, whatever is counted meanwhile', async () => {
  await add(0, 0, 1)
  expect(await add(10_000, 0, 1)).toEqual([['a', 0, 2, 60_000]])
  expect(await add(20_000, 1, 0)).toEqual([['a', 1, 2, 60_000]])
  expect(await add(39_999, 1, 0)).toEqual([['a', 2, 2, 60_000]])
  expect(await add(40_000, 1, 1)).toEqual([['a', 3, 1, 60_000]])
})

test('who lets go gives one place back in each, and counts only where it was wrong', async () => {
  await add(0, 1, 2, [a, b, c, d])
  await letGo(at(), [a, b, c], { wrong: [a, c] })
  expect(await standing(database.db)).toEqual({
    ...{ 'test:a': [2, 1], 'test:b': [1, 1], 'test:c': [2, 1], 'test:d': [1, 2] },
  })
  for (let again = 0; again < 2; again++) await letGo(at(), [a], { wrong: [] })
  expect(await standing(database.db)).toMatchObject({ 'test:a': [2, 0], 'test:b': [1, 1] })
})

test('who was right takes off what they had cost, of their own all of it, and of what is shared no more than that', async () => {
  await add(0, 3, 2, [a])
  await add(0, 2, 2, [b])
  await add(0, 5, 2, [c])
  await add(0, 4, 2, [d])
  const [shared, stranger] = [bucket(limit, 'e'), bucket(limit, 'f')]
  await add(0, 1, 0, [shared, stranger])
  await giveBack(at(), [a, b, c, shared, d], { own: [a, b], shared: [c, shared] })
  expect(await standing(database.db)).toEqual({
    ...{ 'test:a': [0, 1], 'test:b': [0, 1], 'test:c': [2, 1], 'test:d': [4, 1] },
    ...{ 'test:e': [0, 0], 'test:f': [1, 0] },
  })
})

test('who was right at once takes nothing off what others had cost', async () => {
  await add(0, 5, 0, [c])
  await add(0, 0, 1, [a, c])
  await giveBack(at(), [a, c], { own: [a], shared: [c] })
  expect(await standing(database.db)).toEqual({ 'test:a': [0, 0], 'test:c': [5, 0] })
})

test('counters are cleared away when their window is over, five hundred at once', async () => {
  const expire = testTime
  const rows = Array.from({ length: 501 }, (_, n) => ({ key: `over:${n}`, points: 1, expire }))
  await database.db.insert(rateLimits).values(rows)
  await add(1, 1, 0)
  expect(await sweepCounters(at(-1))).toBe(false)
  expect(Object.keys(await standing(database.db))).toHaveLength(502)
  expect(await sweepCounters(at())).toBe(true)
  expect(await sweepCounters(at())).toBe(false)
  expect(await standing(database.db)).toEqual({ 'test:a': [1, 0] })
})
