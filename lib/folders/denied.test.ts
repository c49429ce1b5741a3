import { expect, test } from 'vitest'
import { events, folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import { actorOf, at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import { createFolder } from './create'
import { deleteFolder } from './delete'
import { getFolder, getFolderByPath } from './get'
import { moveFolder } from './move'
import { planFolderChange } from './plan'
import { renameFolder } from './rename'
import { searchFolders } from './search'

const database = testDatabase()

async function makeFolder(): Promise<number> {
  const ctx = contextFor(database.db)
  const { id: parentId } = await getFolderByPath(ctx, '')
  return (await createFolder(ctx, { parentId, name: uniqueName('folder') })).id
}

const everything = async () => ({
  folders: await database.db.select().from(folders).orderBy(folders.id),
  users: await database.db.select().from(users).orderBy(users.id),
  events: await database.db.select().from(events).orderBy(events.id),
})

test('somebody who is not an administrator is refused by every command and read, and nothing changes', async () => {
  const [id, other] = [await makeFolder(), await makeFolder()]
  const before = await everything()
  for (const actor of [somebody(), { type: 'visitor' } as const]) {
    const ctx = contextFor(database.db, actor)
    const refused = [
      createFolder(ctx, { parentId: id, name: 'x' }),
      renameFolder(ctx, { id, name: 'x' }),
      moveFolder(ctx, { id, parentId: other }),
      deleteFolder(ctx, { id }),
      deleteFolder(ctx, { id, moveUsersTo: other }),
      planFolderChange(ctx, { change: 'delete', id }),
      planFolderChange(ctx, { change: 'rename', id }),
      getFolder(ctx, id),
      searchFolders(ctx, { text: '', limit: 20 }),
    ]
    for (const result of await Promise.allSettled(refused))
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(Forbidden) })
  }
  expect(await everything()).toEqual(before)
})

test('whoever deletes a folder moves nobody out of it who holds more than they do, by themselves or by a group', async () => {
  const root = contextFor(database.db)
  const to = await makeFolder()
  const boss = await makeGroup(root)
  await grantTo(root, { groupId: boss.id }, { permission: 'settings.update' })
  for (const raise of [
    (userId: number) => grantTo(root, { userId }, { permission: 'settings.update' }),
    (userId: number) => putInto(root, boss.id, [userId]),
  ]) {
    const id = await makeFolder()
    const { path } = await getFolder(root, id)
    const person = await makeUser(root, { path })
    const over = { permission: 'folders.delete', scope: 'folder', scopeFolderId: id } as const
    const keeper = await somebodyWith(
      root,
      over,
      { permission: 'users.update' },
      { permission: 'users.create' },
    )
    const plan = () => planFolderChange(at(root, keeper), { change: 'delete', id })
    expect((await plan()).blockers).toEqual([])
    await raise(person.id)
    expect((await plan()).blockers).toEqual([expect.stringContaining('rights that you do not hold')])
    await expect(deleteFolder(at(root, keeper), { id, moveUsersTo: to })).rejects.toThrow(Conflict)
    expect((await getFolder(root, id)).directUsers).toBe(1)
  }
})

test('nobody moves a folder with somebody in it, however deep, who holds more than they do', async () => {
  const root = contextFor(database.db)
  const [id, to] = [await makeFolder(), await makeFolder()]
  const { path } = await getFolder(root, id)
  const person = await makeUser(root, { path: `${path}/deep/deeper` })
  const mover = await somebodyWith(
    root,
    { permission: 'folders.update' },
    { permission: 'folders.create' },
    { permission: 'users.update' },
  )
  const plan = () => planFolderChange(at(root, mover), { change: 'move', id, parentId: to })
  expect((await plan()).blockers).toEqual([])
  await grantTo(root, { userId: person.id }, { permission: 'settings.update' })
  expect((await plan()).blockers).toEqual([expect.stringContaining('rights that you do not hold')])
  await expect(moveFolder(at(root, mover), { id, parentId: to })).rejects.toThrow(Conflict)
  expect((await getFolder(root, id)).path).toBe(path)
  await moveFolder(root, { id, parentId: to })
})

test('a folder is not moved to where one may make none, nor is there a plan of it', async () => {
  const root = contextFor(database.db)
  const [id, to] = [await makeFolder(), await makeFolder()]
  const over = { permission: 'folders.update', scope: 'folder', scopeFolderId: id } as const
  const ctx = at(root, await somebodyWith(root, over, { permission: 'users.read' }))
  await expect(moveFolder(ctx, { id, parentId: to })).rejects.toThrow(Forbidden)
  await expect(planFolderChange(ctx, { change: 'move', id, parentId: to })).rejects.toThrow(Forbidden)
})

test('renaming tells nothing of folders beside it that are out of sight but that a name cannot be used', async () => {
  const root = contextFor(database.db)
  const [id, other] = [await makeFolder(), await makeFolder()]
  const { name } = await getFolder(root, other)
  const over = { permission: 'folders.update', scope: 'folder' } as const
  const keeper = await somebodyWith(root, { ...over, scopeFolderId: id })
  await expect(renameFolder(at(root, keeper), { id, name })).rejects.toMatchObject({
    fields: { name: ['This cannot be used. Choose another.'] },
  })
  await grantTo(root, { userId: keeper.userId }, { ...over, scopeFolderId: other })
  await expect(
    renameFolder(at(root, await actorOf(root, keeper.userId)), { id, name }),
  ).rejects.toMatchObject({ fields: { name: [`There is already a folder "${name}" in All users.`] } })
})
