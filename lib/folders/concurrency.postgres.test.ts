import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { DomainError } from '@/lib/kernel/errors'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { updateUser } from '@/lib/users/update'
import { countersOf, misplacedFolders } from '@/testing/folders'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { createFolder } from './create'
import { deleteFolder } from './delete'
import { getFolder, getFolderByPath } from './get'
import { moveFolder } from './move'
import { renameFolder } from './rename'

const database = testDatabase()
const context = () => contextFor(database.db)

async function makeFolder(parentId: number, name = uniqueName('f')): Promise<number> {
  return (await createFolder(context(), { parentId, name })).id
}

/** All at once; refusals are part of the product, anything else (a deadlock above all) fails the test. */
async function together(work: Promise<unknown>[]): Promise<number> {
  const results = await Promise.allSettled(work)
  for (const result of results)
    if (result.status === 'rejected' && !(result.reason instanceof DomainError)) throw result.reason
  return results.filter((result) => result.status === 'fulfilled').length
}

async function expectSoundTree() {
  const { stored, counted } = await countersOf(database.db)
  expect(stored).toEqual(counted)
  expect(await misplacedFolders(database.db)).toEqual([])
}

test('two folders moved into each other at the same moment make no cycle: one of the moves is refused', async () => {
  const { id: root } = await getFolderByPath(context(), '')
  for (let round = 0; round < 20; round++) {
    const [a, b] = [await makeFolder(root), await makeFolder(root)]
    const [inA, inB] = [await makeFolder(a), await makeFolder(b)]
    const done = await together([
      moveFolder(context(), { id: a, parentId: inB }),
      moveFolder(context(), { id: b, parentId: inA }),
    ])
    expect(done).toBe(1)
  }
  await expectSoundTree()
})

test('two folders created, or renamed to one name, at the same moment: one wins, the other is told', async () => {
  const { id: root } = await getFolderByPath(context(), '')
  const parentId = await makeFolder(root)
  const create = () => createFolder(context(), { parentId, name: 'same' })
  expect(await together([create(), create(), create()])).toBe(1)
  const [a, b] = [await makeFolder(parentId), await makeFolder(parentId)]
  const rename = (id: number) => renameFolder(context(), { id, name: 'one' })
  expect(await together([rename(a), rename(b)])).toBe(1)
})

test('users created, moved and deactivated while folders move, are renamed and deleted: no deadlock, right counts', async () => {
  const { id: root } = await getFolderByPath(context(), '')
  const top = await makeFolder(root)
  const made: number[] = []
  for (let i = 0; i < 6; i++) made.push(await makeFolder(made[i - 2] ?? top))
  const pathOf = async (id: number) => (await getFolder(context(), id)).path
  const any = <T>(items: T[], n: number) => items[n % items.length] as T
  const someone: number[] = []
  for (const id of made) someone.push((await makeUser(context(), { path: await pathOf(id) })).id)
  for (const id of someone) await insertAdministratorGrant(context(), id)
  for (let i = 0; i < 6; i++) someone.push((await makeUser(context())).id)

  const work: (() => Promise<unknown>)[] = []
  for (let n = 0; n < 60; n++) {
    const user = { id: any(someone, n), createFolder: true }
    work.push(
      async () => makeUser(context(), { path: await pathOf(any(made, n)) }),
      async () => makeUser(context(), { path: `${await pathOf(any(made, n))}/new${n}` }),
      async () => updateUser(context(), { ...user, path: await pathOf(any(made, n * 3 + 1)) }),
      async () => updateUser(context(), { ...user, isActive: n % 2 === 0 }),
      async () => moveFolder(context(), { id: any(made, n), parentId: any([top, ...made], n * 5 + 2) }),
      async () => renameFolder(context(), { id: any(made, n + 1), name: uniqueName('r') }),
      async () => deleteFolder(context(), { id: await makeFolder(any(made, n)) }),
      async () => deleteFolder(context(), { id: any(made, n * 7), moveUsersTo: any([top, ...made], n + 3) }),
    )
  }
  await together(work.map((start) => start()))
  await expectSoundTree()
}, 60_000)
