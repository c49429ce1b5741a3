import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { jobs } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { workOnJobs } from '@/lib/doors/jobs'
import { lockFoldersAndRights } from '@/lib/rights/lock'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import { deleteUsers, planUserDeletion } from '@/lib/users/delete'
import { makeCrowd, steady } from '@/testing/jobs'
import { makeAdministrator } from '@/testing/users'
import { contextFor } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)

/** Takes what a job locks, and throws when that is not free this moment. */
const takeLocks = () =>
  database.db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = 1`)
    await lockFoldersAndRights({ ...root(), db: tx })
  })

const count = 1001

test.each([
  [
    'deletes',
    async (ctx: ReturnType<typeof root>, selected: Awaited<ReturnType<typeof makeCrowd>>) => {
      const { hash } = await planUserDeletion(ctx, selected)
      await deleteUsers(ctx, { selected, review: { hash, typed: count } })
    },
  ],
  [
    'deactivates',
    async (ctx: ReturnType<typeof root>, selected: Awaited<ReturnType<typeof makeCrowd>>) => {
      const { hash } = await planDeactivation(ctx, selected)
      await deactivateUsers(ctx, { selected, reason: '', review: { hash, typed: count } })
    },
  ],
])('between the slices of a job that %s, others get what it locks', async (_what, start) => {
  await database.db.delete(jobs)
  await start(contextFor(database.db, await makeAdministrator(root())), await makeCrowd(database.db, count))
  const done: number[] = []
  while (await workOnJobs(contextFor(database.db, { type: 'system' }), steady)) {
    await takeLocks()
    const [job] = await database.db.select({ done: jobs.done }).from(jobs)
    done.push(job?.done ?? 0)
  }
  // Two pieces list whom it concerns, and a last one ends it.
  expect(done).toEqual([0, 0, 250, 500, 750, 1000, 1001, 1001])
})

test('within a slice nobody else gets them', async () => {
  await database.db.delete(jobs)
  const ctx = contextFor(database.db, await makeAdministrator(root()))
  const selected = await makeCrowd(database.db, count)
  const { hash } = await planUserDeletion(ctx, selected)
  await deleteUsers(ctx, { selected, review: { hash, typed: count } })
  await database.db.transaction(async (tx) => {
    const system = contextFor(tx, { type: 'system' })
    for (let piece = 0; piece < 3; piece++) await workOnJobs(system, steady)
    await expect(takeLocks()).rejects.toMatchObject({ cause: { code: '55P03' } })
  })
})
