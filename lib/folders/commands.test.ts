import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { eventSubjects, events, folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { EventName } from '@/lib/audit/catalogue'
import { Conflict, Invalid, NotFound } from '@/lib/kernel/errors'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { createFolder } from './create'
import { deleteFolder } from './delete'
import { getFolder, getFolderByPath } from './get'
import { FolderName, FolderPath, MoveFolder } from './input'
import { moveFolder } from './move'
import { planFolderChange } from './plan'
import { renameFolder } from './rename'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const root = async () => (await getFolderByPath(context(), '')).id

async function make(path: string): Promise<number> {
  let parentId = await root()
  for (const name of path.split('/')) {
    const parent = await getFolder(context(), parentId)
    const existing = await getFolderByPath(context(), parent.path ? `${parent.path}/${name}` : name).catch(
      () => undefined,
    )
    parentId = existing?.id ?? (await createFolder(context(), { parentId, name })).id
  }
  return parentId
}

const pathOf = async (id: number) => (await getFolder(context(), id)).path
const eventOf = async (id: number, name: EventName) =>
  database.db.query.events.findFirst({
    where: and(
      eq(events.name, name),
      sql`id in (select event_id from event_subjects where subject_type = 'folder' and subject_id = ${String(id)})`,
    ),
  })
const everything = async () => ({
  folders: await database.db.select().from(folders).orderBy(folders.id),
  users: await database.db.select().from(users).orderBy(users.id),
  events: await database.db.select().from(events).orderBy(events.id),
})

test('a new folder is empty, stands below its parent, and leaves an event with its path', async () => {
  const top = uniqueName('top')
  const parent = await make(top)
  const { id, path } = await createFolder(context(), { parentId: parent, name: 'Zürich' })
  expect(path).toBe(`${top}/Zürich`)
  expect(await getFolder(context(), id)).toMatchObject({ parentId: parent, directUsers: 0, totalUsers: 0 })
  expect(await eventOf(id, 'folder.created')).toMatchObject({
    changes: { path: { old: null, new: path } },
  })
})

test('a name that is taken is refused at the field name, also when it differs only in Unicode form', async () => {
  const top = await make(uniqueName('top'))
  await createFolder(context(), { parentId: top, name: FolderName.parse('Zu\u0308rich') })
  const other = await createFolder(context(), { parentId: top, name: 'other' })
  const taken = { fields: { name: [expect.stringContaining('already a folder "Zürich"')] } }
  const name = FolderName.parse('Zürich')
  await expect(createFolder(context(), { parentId: top, name })).rejects.toMatchObject(taken)
  await expect(renameFolder(context(), { id: other.id, name })).rejects.toMatchObject(taken)
})

test('names that a path cannot hold are refused', () => {
  const names = ['', '.', '..', 'a/b', ' a', 'a ', 'a\0b', 'a\u200bb', 'a\u202eb', 'x'.repeat(256)]
  for (const name of names) expect(FolderName.safeParse(name).success, JSON.stringify(name)).toBe(false)
  const deep = Array(33).fill('a').join('/')
  for (const path of ['', '/a', 'a/', 'a//b', 'a/../b', deep, 'x'.repeat(256)])
    expect(FolderPath.safeParse(path).success, path).toBe(false)
  expect(FolderPath.safeParse('😀'.repeat(255)).success).toBe(true)
  for (const id of ['1e10', '-1', '0', '1.5', 'x'])
    expect(MoveFolder.safeParse({ id, parentId: 1 }).success, id).toBe(false)
})

test('renaming changes the paths below and no user row', async () => {
  const top = uniqueName('top')
  const id = await make(`${top}/staff`)
  const below = await make(`${top}/staff/berlin/mitte`)
  const beside = await make(`${top}/staff2`)
  await makeUser(context(), { path: `${top}/staff/berlin/mitte` })
  const before = (await everything()).users
  const plan = await planFolderChange(context(), { change: 'rename', id })
  const along = [
    { kind: 'users', count: 1 },
    { kind: 'folders', count: 2 },
  ]
  expect(plan).toMatchObject({ rows: [{ label: `${top}/staff` }], ends: along, blockers: [] })
  await renameFolder(context(), { id, name: '50%_off' })
  expect(await pathOf(below)).toBe(`${top}/50%_off/berlin/mitte`)
  expect(await pathOf(beside)).toBe(`${top}/staff2`)
  expect(await getFolder(context(), id)).toMatchObject({ name: '50%_off', totalUsers: 1 })
  expect((await everything()).users).toEqual(before)
  expect(await eventOf(id, 'folder.renamed')).toMatchObject({
    changes: { path: { old: `${top}/staff`, new: `${top}/50%_off` } },
    details: { folders: 3, users: 1 },
  })
})

test('moving takes the subtree along, carries its users over in the counts, and touches no user row', async () => {
  const [a, b] = [uniqueName('a'), uniqueName('b')]
  const id = await make(`${a}/staff`)
  const below = await make(`${a}/staff/berlin`)
  const [from, to] = [await make(a), await make(b)]
  await makeUser(context(), { path: `${a}/staff/berlin` })
  const before = (await everything()).users
  const along = [
    { kind: 'users', count: 1 },
    { kind: 'folders', count: 1 },
  ]
  expect(await planFolderChange(context(), { change: 'move', id, parentId: to })).toMatchObject({
    ...{ rows: [{ label: `${a}/staff`, note: `becomes ${b}/staff` }], ends: along, blockers: [] },
  })
  await moveFolder(context(), { id, parentId: to })
  expect(await pathOf(below)).toBe(`${b}/staff/berlin`)
  expect(await getFolder(context(), from)).toMatchObject({ totalUsers: 0 })
  expect(await getFolder(context(), to)).toMatchObject({ totalUsers: 1, directUsers: 0 })
  expect((await everything()).users).toEqual(before)
  expect(await eventOf(id, 'folder.moved')).toMatchObject({
    changes: { path: { old: `${a}/staff`, new: `${b}/staff` } },
  })
  await moveFolder(context(), { id, parentId: await root() }).then(({ to }) => expect(to).toBe('staff'))
  await deleteFolder(context(), { id: below, moveUsersTo: id })
})

test('a folder cannot be moved into itself, below itself, or where its name is taken', async () => {
  const top = uniqueName('top')
  const id = await make(`${top}/a`)
  const below = await make(`${top}/a/b/c`)
  const other = await make(`${top}/other`)
  await make(`${top}/other/a`)
  const before = await everything()
  for (const parentId of [id, below, other]) {
    const refused = { fields: { parentId: [expect.any(String)] } }
    await expect(moveFolder(context(), { id, parentId })).rejects.toMatchObject(refused)
    const { blockers } = await planFolderChange(context(), { change: 'move', id, parentId })
    expect(blockers).toEqual(refused.fields.parentId)
  }
  await expect(moveFolder(context(), { id, parentId: 2_000_000_000 })).rejects.toThrow(NotFound)
  expect(await everything()).toEqual(before)
})

test('staying where it is, under the same name, changes nothing and leaves no event', async () => {
  const id = await make(uniqueName('top'))
  const { name } = await getFolder(context(), id)
  const before = await everything()
  await renameFolder(context(), { id, name })
  await moveFolder(context(), { id, parentId: await root() })
  expect(await everything()).toEqual(before)
})

test('length and depth are checked over the whole subtree', async () => {
  const top = uniqueName('t')
  const id = await make(`${top}/a`)
  await make(`${top}/a/${'😀'.repeat(255 - top.length - 3)}`)
  await expect(renameFolder(context(), { id, name: 'ab' })).rejects.toMatchObject({
    fields: { name: [expect.stringContaining('would have 256 characters')] },
  })
  await renameFolder(context(), { id, name: 'b' })
  const deep = await make(`${top}/${Array(31).fill('d').join('/')}`)
  await expect(createFolder(context(), { parentId: deep, name: 'e' })).rejects.toThrow(/at most 32 levels/)
  const tower = await make(`${top}/d/d`)
  await expect(moveFolder(context(), { id: tower, parentId: id })).resolves.toBeDefined()
  await expect(moveFolder(context(), { id: tower, parentId: await make(`${top}/x/y`) })).rejects.toThrow(
    /33 levels deep/,
  )
})

test('the root cannot be renamed, moved or deleted', async () => {
  const id = await root()
  const other = await make(uniqueName('top'))
  const before = await everything()
  await expect(renameFolder(context(), { id, name: 'x' })).rejects.toThrow('cannot be renamed')
  await expect(moveFolder(context(), { id, parentId: other })).rejects.toThrow('cannot be moved')
  await expect(deleteFolder(context(), { id, moveUsersTo: other })).rejects.toThrow('cannot be deleted')
  expect(await everything()).toEqual(before)
})

test('an empty folder is deleted; one with folders below it is not, whatever is chosen for its users', async () => {
  const top = uniqueName('top')
  const id = await make(top)
  const below = await make(`${top}/below`)
  const elsewhere = await make(uniqueName('elsewhere'))
  await expect(deleteFolder(context(), { id, moveUsersTo: elsewhere })).rejects.toThrow(Conflict)
  await deleteFolder(context(), { id: below })
  await deleteFolder(context(), { id })
  await expect(getFolder(context(), id)).rejects.toThrow(NotFound)
  expect(await eventOf(id, 'folder.deleted')).toMatchObject({
    changes: { path: { old: top, new: null } },
  })
})

test('users of a deleted folder go where it was chosen, and each carries the event', async () => {
  const [top, other] = [uniqueName('top'), uniqueName('other')]
  const id = await make(top)
  const to = await make(other)
  const made = [await makeUser(context(), { path: top }), await makeUser(context(), { path: top })]
  const ids = made.map((user) => user.id)
  const before = (await everything()).users
  const refused = { fields: { moveUsersTo: [expect.any(String)] } }
  for (const moveUsersTo of [undefined, id, await root(), 2_000_000_000])
    await expect(deleteFolder(context(), { id, moveUsersTo })).rejects.toMatchObject(refused)
  const later = new Date('2026-03-02T00:00:00.000Z')
  await deleteFolder({ ...context(), now: later }, { id, moveUsersTo: to })
  const moved = before.map((user) =>
    ids.includes(user.id) ? { ...user, folderId: to, version: 2, updatedAt: later } : user,
  )
  expect((await everything()).users).toEqual(moved)
  expect(await getFolder(context(), to)).toMatchObject({ directUsers: 2, totalUsers: 2 })
  const event = await eventOf(id, 'folder.deleted')
  expect(event).toMatchObject({ details: { users: 2, usersMovedTo: other } })
  const tied = await database.db
    .select()
    .from(eventSubjects)
    .where(eq(eventSubjects.eventId, event?.id ?? ''))
  expect(tied.map((row) => `${row.subjectType} ${row.subjectId}`)).toEqual(
    expect.arrayContaining([...ids.map((user) => `user ${user}`), `folder ${id}`, `folder ${to}`]),
  )
})

test('refusals are of the kinds that doors translate', async () => {
  const id = await make(`${uniqueName('top')}/a`)
  await expect(renameFolder(context(), { id: await root(), name: 'x' })).rejects.toThrow(Invalid)
  await expect(renameFolder(context(), { id: 2_000_000_000, name: 'x' })).rejects.toThrow(NotFound)
  await expect(deleteFolder(context(), { id: 2_000_000_000 })).rejects.toThrow(NotFound)
  await expect(createFolder(context(), { parentId: 2_000_000_000, name: 'x' })).rejects.toThrow(NotFound)
  await deleteFolder(context(), { id })
})
