import { expect, test } from 'vitest'
import { events, folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Forbidden } from '@/lib/errors'
import { contextFor, somebody, uniqueName } from '@/lib/testing'
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
