import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { Conflict, DomainError, Invalid } from '@/lib/kernel/errors'
import { makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { getUser } from './get'
import { updateUser } from './update'

const database = testDatabase()
const context = () => contextFor(database.db)

/** All at once. What is refused must be refused by the product; a deadlock or any other error fails the test. */
async function together(work: Promise<unknown>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(work)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  for (const reason of refused) if (!(reason instanceof DomainError)) throw reason
  return refused
}

test('of several creators with one name at the same moment, as username and as address, one succeeds', async () => {
  for (let round = 0; round < 15; round++) {
    const name = `${uniqueName('race')}@example.org`
    const refused = await together([
      makeUser(context(), { username: name }),
      makeUser(context(), { username: name.toUpperCase() }),
      makeUser(context(), { email: name }),
      makeUser(context(), { email: name.toUpperCase() }),
    ])
    expect(refused).toHaveLength(3)
    expect(refused.every((reason) => reason instanceof Invalid)).toBe(true)
  }
})

test('two users who take each other’s names at the same moment end with distinct names and no deadlock', async () => {
  for (let round = 0; round < 15; round++) {
    const [a, b] = [await makeUser(context()), await makeUser(context())]
    await together([
      updateUser(context(), { id: a.id, username: b.username, createFolder: false }),
      updateUser(context(), { id: b.id, username: a.username, createFolder: false }),
    ])
    const names = [await getUser(context(), a.id), await getUser(context(), b.id)].map(
      (user) => user.username,
    )
    expect(new Set(names).size).toBe(2)
  }
})

test('of two changes against one version at the same moment, one is saved and one is a conflict', async () => {
  for (let round = 0; round < 15; round++) {
    const { id } = await makeUser(context())
    const refused = await together(
      ['first', 'second'].map((name) => updateUser(context(), { id, version: 1, name, createFolder: false })),
    )
    expect(refused).toHaveLength(1)
    expect(refused[0]).toBeInstanceOf(Conflict)
  }
})

test('two administrators who deactivate each other at the same moment: one stays', async () => {
  for (let round = 0; round < 15; round++) {
    await removeGrants(database)
    const [a, b] = [await makeAdministrator(context()), await makeAdministrator(context())]
    const refused = await together([
      updateUser(contextFor(database.db, a), { id: b.userId, isActive: false, createFolder: false }),
      updateUser(contextFor(database.db, b), { id: a.userId, isActive: false, createFolder: false }),
    ])
    expect(refused).toHaveLength(1)
    const active = [await getUser(context(), a.userId), await getUser(context(), b.userId)].filter(
      (user) => user.deactivatedAt === null,
    )
    expect(active).toHaveLength(1)
  }
})

test('a folder that several creators need at the same moment is made once', async () => {
  const path = `users/${uniqueName('f')}/below`
  const refused = await together(Array.from({ length: 6 }, () => makeUser(context(), { path })))
  expect(refused).toEqual([])
})
