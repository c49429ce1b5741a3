import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { namesOfSelected } from '@/lib/acts/selected'
import { SelectedUsers } from '@/lib/acts/selection-input'
import { workOnJobs } from '@/lib/doors/jobs'
import { findFolder, folderForUsers } from '@/lib/folders/ensure'
import { Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody } from '@/testing/world'
import { getUser } from './get'
import { moveUsers, planUserMove } from './move'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

let target = 0
beforeAll(async () => {
  target = (await folderForUsers(context(), 'target', { create: true })).id
})

async function counters(path: string) {
  const [row] = await database.db.select().from(folders).where(eq(folders.path, path))
  return row && { direct: row.directUsers, total: row.totalUsers }
}

const eventsOfRequest = () => database.db.select().from(events).where(eq(events.name, 'user.updated'))

test('moved users are in the folder, its counters agree, and each has an event from old to new', async () => {
  const one = await makeUser(context(), { path: 'a/one' })
  const two = await makeUser(context(), { path: 'a/two' })
  const there = await makeUser(context(), { path: 'target' })
  const ids = [one.id, two.id, there.id]
  const before = await counters('target')
  const versions = (await getUser(context(), one.id)).version

  expect(await moveUsers(context(), { selected: { ids }, folderId: target })).toEqual({
    count: 2,
  })

  for (const id of ids) expect((await getUser(context(), id)).path).toBe('target')
  expect((await getUser(context(), one.id)).version).toBe(versions + 1)
  expect((await counters('target'))?.direct).toBe((before?.direct ?? 0) + 2)
  expect(await counters('a')).toEqual({ direct: 0, total: 0 })
  const written = await eventsOfRequest()
  expect(written.map(({ subjects, changes }) => [subjects[0]?.label, changes.path])).toEqual(
    expect.arrayContaining([
      [one.username, { old: 'a/one', new: 'target' }],
      [two.username, { old: 'a/two', new: 'target' }],
    ]),
  )
  expect(written.some(({ subjects }) => subjects[0]?.label === there.username)).toBe(false)
})

test('all that match move, and nobody else', async () => {
  const inside = await makeUser(context(), { path: 'matching/deep', type: 'external' })
  const internal = await makeUser(context(), { path: 'matching/deep' })
  const outside = await makeUser(context(), { path: 'matching2', type: 'external' })
  const matching = { folder: 'matching', subfolders: true, q: 'type:external' }
  expect(await namesOfSelected(context(), { matching })).toEqual([{ username: inside.username, email: null }])
  expect((await moveUsers(context(), { selected: { matching }, folderId: target })).count).toBe(1)
  expect((await getUser(context(), inside.id)).path).toBe('target')
  expect((await getUser(context(), internal.id)).path).toBe('matching/deep')
  expect((await getUser(context(), outside.id)).path).toBe('matching2')
})

test('more users than one act may concern are moved by a job', async () => {
  const folder = await folderForUsers(context(), 'crowd', { create: true })
  const now = context().now
  await database.db.insert(users).values(
    Array.from({ length: 1001 }, (_, i) => ({
      uuid: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      username: `crowd-${i}`,
      usernameKey: `crowd-${i}`,
      search: `crowd-${i}`,
      folderId: folder.id,
      createdAt: now,
      updatedAt: now,
    })),
  )
  const selected = { matching: { folder: 'crowd', subfolders: false, q: '' } }
  const actor = await makeAdministrator(context())
  const started = await moveUsers(contextFor(database.db, actor), { selected, folderId: target })
  expect(started).toMatchObject({ count: 1001, jobId: expect.any(String) })
  expect((await counters('crowd'))?.direct).toBe(1001)
  const background = contextFor(database.db, { type: 'system' })
  while (await workOnJobs(background));
  expect((await counters('crowd'))?.direct).toBe(0)
})

test('the root, a folder that is gone and a search that is wrong move nobody', async () => {
  const { id } = await makeUser(context(), { path: 'stays' })
  const root = await findFolder(context(), '')
  const move = (folderId: number, q?: string) =>
    moveUsers(context(), {
      selected: q === undefined ? { ids: [id] } : { matching: { folder: 'stays', subfolders: true, q } },
      folderId,
    })
  await expect(move(root?.id ?? 0)).rejects.toThrow(Invalid)
  await expect(move(999_999)).rejects.toThrow(NotFound)
  await expect(move(target, 'active:perhaps')).rejects.toThrow(Invalid)
  expect((await getUser(context(), id)).path).toBe('stays')
})

test('somebody who is not an administrator moves nobody and copies no names', async () => {
  const user = await makeUser(context(), { path: 'stays' })
  const ctx = contextFor(database.db, somebody(user.id))
  await expect(moveUsers(ctx, { selected: { ids: [user.id] }, folderId: target })).rejects.toThrow(Forbidden)
  await expect(namesOfSelected(ctx, { ids: [user.id] })).rejects.toThrow(Forbidden)
  expect((await getUser(context(), user.id)).path).toBe('stays')
})

test('a selection whose folder holds a null character is refused, before the database sees it', () => {
  const matching = { folder: 'users', subfolders: true, q: '' }
  expect(SelectedUsers.safeParse({ matching }).success).toBe(true)
  expect(SelectedUsers.safeParse({ matching: { ...matching, folder: 'users\0' } }).success).toBe(false)
})

test('users are moved as reviewed, or nothing is done and the new plan is given', async () => {
  const user = await makeUser(context(), { path: 'from/here' })
  const there = await makeUser(context(), { path: 'target' })
  const input = { selected: { ids: [user.id, there.id] }, folderId: target }
  const seen = await planUserMove(context(), input)
  expect([seen.rows.map(({ note }) => note), seen.warnings]).toEqual([
    ['from from/here to target'],
    ['1 is there already.'],
  ])
  await moveUsers(context(), { ...input, selected: { ids: [user.id] } })
  await expect(moveUsers(context(), { ...input, review: { hash: seen.hash } })).rejects.toMatchObject({
    current: { count: 0, warnings: ['2 are there already.'] },
  })
  const nobody = contextFor(database.db, somebody(user.id))
  await expect(planUserMove(nobody, input)).rejects.toThrow(Forbidden)
})
