import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { rateLimits } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { bucket, standing, visitorAfter } from '@/testing/limits'
import { addTo, letGo } from './counters'
import { sweepCounters } from './sweep'

const database = testDatabase()
beforeEach(async () => {
  await database.db.delete(rateLimits)
})

const at = () => visitorAfter(database.db)
const limit = { name: 'test', points: 9, seconds: 60 }
const [a, b, c] = [bucket(limit, 'a'), bucket(limit, 'b'), bucket(limit, 'c')]
const add = (buckets: (typeof a)[]) => addTo(at(), buckets, { points: 1, held: 0 })

async function waiters(): Promise<number> {
  const [row] = await database.db
    .select({ waiting: sql<number>`count(*)::integer` })
    .from(sql`pg_stat_activity`)
    .where(sql`datname = current_database() and wait_event_type = 'Lock'`)
  return row?.waiting ?? 0
}

test('two who count in the same counters, named in another order, are both counted', async () => {
  await add([a, b])
  let both: Promise<unknown> = Promise.resolve()
  await database.db.transaction(async (tx) => {
    await tx.select().from(rateLimits).for('update')
    both = Promise.all([add([a, b]), add([b, a])])
    while ((await waiters()) < 2);
  })
  await both
  expect(await standing(database.db)).toEqual({ 'test:a': [3, 0], 'test:b': [3, 0] })
})

test('clearing away waits for nobody, and leaves what is in use', async () => {
  await add([a, b])
  const late = visitorAfter(database.db, 60_000)
  await database.db.transaction(async (tx) => {
    await tx.select().from(rateLimits).where(eq(rateLimits.key, 'test:a')).for('update')
    expect(await sweepCounters(late)).toBe(false)
  })
  expect(await standing(database.db)).toEqual({ 'test:a': [1, 0] })
})

test('who lets go waits for nobody who tries with other counters', async () => {
  await add([a, c])
  await database.db.transaction(async (tx) => {
    await addTo({ ...at(), db: tx }, [c], { points: 1, held: 0 })
    await letGo(at(), [a], { wrong: [a] })
  })
  expect(await standing(database.db)).toEqual({ 'test:a': [2, 0], 'test:c': [2, 0] })
})
