import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { jobItems, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { workOnJobs } from '@/lib/doors/jobs'
import { folderForUsers } from '@/lib/folders/ensure'
import { getFolder } from '@/lib/folders/get'
import { planFolderChange } from '@/lib/folders/plan'
import { Forbidden } from '@/lib/kernel/errors'
import { moveUsers, planUserMove } from '@/lib/users/move'
import { at } from '@/testing/groups'
import { bringingScene } from '@/testing/rights'
import { crowdIn, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { tableOf } from './administrators'
import { refusedAmong, refusedInto } from './bringing'

const database = testDatabase()
const root = () => contextFor(database.db)
const scene = () => bringingScene(root())

beforeAll(async () => {
  await makeAdministrator(root())
})

test('the plan says of each row what stands against it, and a job passes over these', async () => {
  const it = await scene()
  const safe = await makeUser(root(), { path: it.end.path })
  const deeper = await folderForUsers(root(), `${it.end.path}/deeper`, { create: true })
  const ids = [it.person.id, safe.id]
  const plan = await planUserMove(at(root(), it.mover), { selected: { ids }, folderId: deeper.id })
  expect(plan.rows.map(({ id, blocker }) => [id, blocker])).toEqual([
    [it.person.id, expect.stringContaining('a right over them')],
    [safe.id, undefined],
  ])
  await crowdIn(root(), it.end.id, 1000)
  const search = `crowd-${it.end.id}-`
  const matching = { folder: '', subfolders: true, q: search }
  await database.db.update(users).set({ search }).where(eq(users.id, it.person.id))
  const all = { selected: { matching }, folderId: deeper.id }
  expect((await planUserMove(at(root(), it.mover), all)).count).toBe(1000)
  const started = await moveUsers(at(root(), it.mover), all)
  while (await workOnJobs(contextFor(database.db, { type: 'system' })));
  const refused = await database.db
    .select()
    .from(jobItems)
    .where(and(eq(jobItems.jobId, started.jobId ?? ''), eq(jobItems.outcome, 'refused')))
  expect(refused).toMatchObject([
    { userId: it.person.id, message: expect.stringContaining('a right over them') },
  ])
  expect((await getFolder(root(), deeper.id)).directUsers).toBe(1000)
}, 60_000)

test('among one as among many those are found whom the actor may not bring', async () => {
  const { person, end, mover } = await scene()
  const ctx = at(root(), mover)
  const into = (ids: number[]) => refusedInto(ctx, ids, { ...end, kind: 'folder' })
  const condition = await refusedAmong(ctx, tableOf([person.id]), into)
  const rows = await database.db.select({ id: users.id }).from(users).where(condition)
  expect(rows).toEqual([{ id: person.id }])
})

test('whoever may not move a folder there sees no plan of it', async () => {
  const it = await scene()
  const input = { change: 'move', id: it.start.id, parentId: it.end.id } as const
  await expect(planFolderChange(at(root(), it.mover), input)).rejects.toThrow(Forbidden)
  const { length } = await planFolderChange(root(), input).then(({ rows }) => rows)
  expect(length).toBe(1)
})
