import { eq } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { DatabaseAway } from '@/db/database-away'
import { events, jobs } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { asJob } from '@/lib/acts/act'
import type { UserAct } from '@/lib/acts/user-act'
import type { Actor } from '@/lib/kernel/actor'
import { uuidv7 } from '@/lib/kernel/crypto'
import { steady } from '@/testing/jobs'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { cancelJob } from './cancel'
import { jobWorker } from './work'

const database = testDatabase({ alsoEmbedded: true })
const minute = 60_000
const at = (ms: number, actor: Actor = { type: 'system' }) =>
  contextFor(database.db, actor, new Date(testTime.getTime() + ms))

afterEach(async () => {
  vi.restoreAllMocks()
  await database.db.delete(jobs)
})

/** An act that changes nothing, or throws. */
const acting = (apply: () => void) => asJob(() => doing(apply))

const doing = (apply: () => void): UserAct<unknown> => ({
  kind: 'test',
  permission: 'users.read',
  lock: async (ctx) => ctx,
  concerned: undefined,
  unchanged: String,
  rows: async () => [],
  warnings: [],
  typed: () => undefined,
  options: z.unknown(),
  apply: async () => apply(),
})

async function startJobs(kinds: string[]): Promise<string[]> {
  const starter = await makeAdministrator(contextFor(database.db))
  const ids: string[] = []
  for (const [index, kind] of kinds.entries()) {
    const id = uuidv7(testTime)
    const userIds = [
      (await makeUser(contextFor(database.db))).id,
      (await makeUser(contextFor(database.db))).id,
    ]
    await database.db.insert(jobs).values({
      ...{ id, kind, input: {}, userId: starter.userId, actorLabel: starter.label, userIds },
      ...{ total: userIds.length, createdAt: testTime, dueAt: at(index - kinds.length).now },
    })
    ids.push(id)
  }
  return ids
}

async function jobOf(id = '') {
  const [job] = await database.db.select().from(jobs).where(eq(jobs.id, id))
  if (!job) throw new Error('there is no such job')
  return job
}

const one = { ...steady, sizeFor: () => 1 }

test('jobs take turns: a long one does not hold up those started after it', async () => {
  const order: string[] = []
  const work = jobWorker({
    long: acting(() => order.push('long')),
    short: acting(() => order.push('short')),
  })
  await startJobs(['long', 'short'])
  for (let n = 0; n < 8; n++) await work(at(n), one)
  expect(order).toEqual(['long', 'short', 'long', 'short'])
})

test('a job whose slice fails blocks nobody, waits longer each time, and says so', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  let isBroken = true
  const work = jobWorker({
    broken: acting(() => {
      if (isBroken) throw new TypeError('a mistake of ours')
    }),
    sound: acting(() => {}),
  })
  const [broken, sound] = await startJobs(['broken', 'sound'])
  const workAt = async (ms: number) => {
    while (await work(at(ms), steady));
  }
  await workAt(0)
  expect((await jobOf(sound)).finishedAt).not.toBeNull()
  expect(await jobOf(broken)).toMatchObject({ failures: 1, done: 0, dueAt: at(5000).now })
  await workAt(4999)
  expect(await jobOf(broken)).toMatchObject({ failures: 1 })
  await workAt(5000)
  expect(await jobOf(broken)).toMatchObject({ failures: 2, dueAt: at(15_000).now })
  expect(logged).toHaveBeenCalledTimes(2)
  isBroken = false
  await workAt(15_000)
  expect(await jobOf(broken)).toMatchObject({ failures: 0, done: 2, stoppedBecause: null })
})

test('a job that fails again and again is given up within two hours, with an event', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const work = jobWorker({
    broken: acting(() => {
      throw new TypeError('a mistake of ours')
    }),
  })
  const [broken] = await startJobs(['broken'])
  const tries: number[] = []
  for (let ms = 0; ms < 120 * minute; ms += 30_000) {
    const { failures } = await jobOf(broken)
    while (await work(at(ms), steady));
    if ((await jobOf(broken)).failures > failures) tries.push(ms)
  }
  expect(tries.slice(0, 3)).toEqual([0, 30_000, 60_000])
  expect(Math.max(...tries.slice(1).map((ms, n) => ms - (tries[n] ?? 0)))).toBe(10 * minute)
  const job = await jobOf(broken)
  expect(job.stoppedBecause).toBe('It failed again and again. The log of the server says why.')
  const told = await database.db.select().from(events).where(eq(events.name, 'job.finished'))
  expect(told.find(({ subjects }) => subjects[0]?.id === broken)?.details).toMatchObject({
    reason: job.stoppedBecause,
  })
})

test('a job that waits for another try ends as soon as somebody asks for it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const work = jobWorker({
    broken: acting(() => {
      throw new TypeError('a mistake of ours')
    }),
  })
  const [broken = ''] = await startJobs(['broken'])
  while (await work(at(0), steady));
  await cancelJob(at(1000, await makeAdministrator(contextFor(database.db))), broken)
  await work(at(1000), steady)
  expect(await jobOf(broken)).toMatchObject({ finishedAt: at(1000).now, stoppedBecause: 'It was cancelled.' })
})

test('a database that is away is no failure of a job', async () => {
  const work = jobWorker({
    away: acting(() => {
      throw new DatabaseAway('away')
    }),
  })
  const [id] = await startJobs(['away'])
  await work(at(0), steady)
  await expect(work(at(1), steady)).rejects.toThrow('away')
  expect(await jobOf(id)).toMatchObject({ failures: 0 })
})
