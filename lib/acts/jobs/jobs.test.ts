import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { events, grants, jobItems, jobs, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { workOnJobs } from '@/lib/doors/jobs'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden, Invalid } from '@/lib/kernel/errors'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import { deleteUsers, planUserDeletion } from '@/lib/users/delete'
import { makeCrowd, steady } from '@/testing/jobs'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody } from '@/testing/world'
import { cancelJob } from './cancel'
import { getJob, listOutcomes } from './get'

const database = testDatabase({ alsoEmbedded: true })
const system = () => contextFor(database.db, { type: 'system' })

afterEach(async () => {
  await database.db.delete(jobs)
})

async function administrator(): Promise<Context> {
  return contextFor(database.db, await makeAdministrator(contextFor(database.db)))
}

const crowd = (count: number) => makeCrowd(database.db, count)

async function usersOf({ matching }: { matching: { folder: string } }) {
  return database.db
    .select()
    .from(users)
    .where(sql`folder_id = (select id from folders where path = ${matching.folder})`)
}

async function workUntilIdle() {
  while (await workOnJobs(system(), steady));
}

/** Works until all whom a job concerns are listed, and one slice of them is done. */
async function workOnFirstSlice(pace = steady) {
  do {
    await workOnJobs(system(), pace)
  } while ((await database.db.$count(jobs, eq(jobs.done, 0))) > 0)
}

async function start(ctx: Context, selected: Awaited<ReturnType<typeof crowd>>) {
  const plan = await planDeactivation(ctx, selected)
  const { hash, typed } = plan
  const { jobId = '' } = await deactivateUsers(ctx, { selected, reason: 'left', review: { hash, typed } })
  return { plan, jobId }
}

test('more users than one act may concern are deactivated by a job, each with an event and an outcome', async () => {
  const ctx = await administrator()
  const selected = await crowd(1100)
  const { plan, jobId } = await start(ctx, selected)
  expect(plan).toMatchObject({ count: 1100, blockers: [] })
  expect(plan.rows.length).toBe(100)
  expect(await getJob(ctx, jobId)).toMatchObject({ total: 1100, done: 0, finishedAt: null })
  await workUntilIdle()
  const job = await getJob(ctx, jobId)
  expect(job).toMatchObject({ total: 1100, done: 1100, refused: 0, stoppedBecause: null })
  expect(job.finishedAt).not.toBeNull()
  const all = await usersOf(selected)
  expect(all.every((user) => user.deactivatedAt && user.deactivationReason === 'left')).toBe(true)
  const ids = all.map(({ id }) => String(id))
  const [told] = await database.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(events)
    .where(and(eq(events.name, 'user.deactivated'), inArray(sql`subjects->0->>'id'`, ids)))
  expect(told?.count).toBe(1100)
})

test('a slice that fails leaves no trace, and the next worker does it once', async () => {
  const ctx = await administrator()
  const selected = await crowd(1001)
  const { jobId } = await start(ctx, selected)
  await workOnFirstSlice()
  const before = await getJob(ctx, jobId)
  const failing = { ...system(), db: database.db }
  await expect(
    database.db.transaction(async (tx) => {
      await workOnJobs({ ...failing, db: tx }, steady)
      throw new Error('the process dies here')
    }),
  ).rejects.toThrow('dies here')
  expect(await getJob(ctx, jobId)).toEqual(before)
  await workUntilIdle()
  expect(await getJob(ctx, jobId)).toMatchObject({ done: 1001, refused: 0 })
  const [items] = await database.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), isNull(jobItems.outcome)))
  expect(items?.count).toBe(0)
})

test('whom a job concerns is settled when it starts, and all are listed by name before anything is changed', async () => {
  const ctx = await administrator()
  const selected = await crowd(1001)
  const { jobId } = await start(ctx, selected)
  const listed = () => database.db.$count(jobItems, eq(jobItems.jobId, jobId))
  expect(await listed()).toBe(0)
  const late = await makeUser(contextFor(database.db), { path: selected.matching.folder })
  const [gone] = (await usersOf(selected)).slice(-2)
  await database.db.delete(users).where(eq(users.id, gone?.id ?? 0))
  await workOnJobs(system(), steady)
  expect(await listed()).toBe(1000)
  await workOnJobs(system(), steady)
  expect(await listed()).toBe(1001)
  expect(await getJob(ctx, jobId)).toMatchObject({ total: 1001, done: 0 })
  expect((await usersOf(selected)).every(({ deactivatedAt }) => deactivatedAt === null)).toBe(true)
  await workUntilIdle()
  expect(await getJob(ctx, jobId)).toMatchObject({ total: 1001, done: 1000, refused: 1 })
  const active = (await usersOf(selected)).filter(({ deactivatedAt }) => !deactivatedAt)
  expect(active.map(({ id }) => id)).toEqual([late.id])
})

test('a slice has as many users as the pace says, which is told how long it took', async () => {
  const ctx = await administrator()
  const { jobId } = await start(ctx, await crowd(1001))
  const noted: [string, number][] = []
  await workOnFirstSlice({ sizeFor: () => 40, note: (kind, ms) => noted.push([kind, ms]) })
  expect(await getJob(ctx, jobId)).toMatchObject({ done: 40 })
  expect(noted).toEqual([['users.deactivate', expect.any(Number)]])
  expect(noted[0]?.[1]).toBeGreaterThan(0)
})

test('a cancelled job stops after the slice it is at, and what is done stays done', async () => {
  const ctx = await administrator()
  const selected = await crowd(1001)
  const { jobId } = await start(ctx, selected)
  await workOnFirstSlice()
  await cancelJob(ctx, jobId)
  await workUntilIdle()
  const job = await getJob(ctx, jobId)
  expect(job).toMatchObject({ done: 250, stoppedBecause: 'It was cancelled.' })
  const off = (await usersOf(selected)).filter(({ deactivatedAt }) => deactivatedAt)
  expect(off).toHaveLength(250)
  await expect(cancelJob(ctx, jobId)).rejects.toThrow(Conflict)
})

test('a job stops when its starter is deactivated or loses the permission', async () => {
  const losses = [
    (id: number) => database.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, id)),
    (id: number) => database.db.delete(grants).where(eq(grants.userId, id)),
  ]
  for (const lose of losses) {
    const ctx = await administrator()
    const selected = await crowd(1001)
    const { jobId } = await start(ctx, selected)
    await workOnFirstSlice()
    if (!('userId' in ctx.actor)) throw new Error('no user')
    await lose(ctx.actor.userId)
    await workUntilIdle()
    expect(await getJob(contextFor(database.db), jobId)).toMatchObject({
      done: 250,
      stoppedBecause: 'Whoever started it may no longer do this.',
    })
  }
})

test('a job passes over its own starter and says why', async () => {
  const ctx = await administrator()
  const selected = await crowd(1001)
  if (!('userId' in ctx.actor)) throw new Error('no user')
  const folder = sql`(select id from folders where path = ${selected.matching.folder})`
  await database.db
    .update(users)
    .set({ folderId: sql`${folder}` })
    .where(eq(users.id, ctx.actor.userId))
  const { jobId } = await start(ctx, selected)
  await workUntilIdle()
  const { rows } = await listOutcomes(ctx, jobId, { refused: true, after: 0 })
  expect(rows).toMatchObject([
    { userId: ctx.actor.userId, message: 'You cannot deactivate your own account.' },
  ])
  const [self] = await database.db.select().from(users).where(eq(users.id, ctx.actor.userId))
  expect(self?.deactivatedAt).toBeNull()
})

test('a job is started only for as many as were reviewed, and a deletion only with their number typed', async () => {
  const ctx = await administrator()
  const selected = await crowd(1002)
  const plan = await planUserDeletion(ctx, selected)
  expect(plan.typed).toBe(1002)
  const review = { hash: plan.hash, typed: 1 }
  await expect(deleteUsers(ctx, { selected, review })).rejects.toThrow(Invalid)
  await makeUser(contextFor(database.db), { path: selected.matching.folder })
  await expect(deleteUsers(ctx, { selected, review: { hash: plan.hash, typed: 1002 } })).rejects.toThrow(
    Conflict,
  )
  expect(await database.db.select().from(jobs)).toEqual([])
  const again = await planUserDeletion(ctx, selected)
  await deleteUsers(ctx, { selected, review: { hash: again.hash, typed: 1003 } })
  await workUntilIdle()
  expect(await usersOf(selected)).toEqual([])
})

test('without permission nobody sees or cancels a job', async () => {
  const ctx = await administrator()
  const { jobId } = await start(ctx, await crowd(1001))
  const other = contextFor(database.db, somebody())
  await expect(getJob(other, jobId)).rejects.toThrow(Forbidden)
  await expect(cancelJob(other, jobId)).rejects.toThrow(Forbidden)
  await expect(listOutcomes(other, jobId, { refused: false, after: 0 })).rejects.toThrow(Forbidden)
  const [row] = await database.db.select().from(jobs).where(isNotNull(jobs.id))
  expect(row?.cancelRequested).toBe(false)
})
