import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { folderForUsers } from '@/lib/folders/ensure'
import { at, grantTo, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser } from '@/testing/world'
import { permittedAmong } from './among'

const database = testDatabase()
const root = () => contextFor(database.db)
let inside: number
let above: number
let outside: number
let actor: Awaited<ReturnType<typeof somebodyWith>>

beforeAll(async () => {
  const folder = await folderForUsers(root(), 'a', { create: true })
  inside = (await makeUser(root(), { path: 'a' })).id
  above = (await makeUser(root(), { path: 'a' })).id
  outside = (await makeUser(root(), { path: 'b' })).id
  await grantTo(root(), { userId: above }, { permission: 'settings.read' })
  const over = { scope: 'folder', scopeFolderId: folder.id } as const
  const permissions = ['users.unlock', 'users.delete'] as const
  actor = await somebodyWith(root(), ...permissions.map((permission) => ({ permission, ...over })))
})

const among = async (ids: number[]) => {
  const ctx = at(root(), actor)
  const found = await permittedAmong(ctx, ['users.unlock', 'users.delete', 'users.update'], ids)
  return Object.values(found).map((each) => [...each].sort())
}

test('of many and of one it is said over whom each permission may be used', async () => {
  expect(await among([inside, above, outside])).toEqual([[inside, above], [inside], []])
  expect(await among([outside])).toEqual([[], [], []])
  expect(await among([above])).toEqual([[above], [], []])
  expect(await among([inside])).toEqual([[inside], [inside], []])
  expect(await among([])).toEqual([[], [], []])
})

test('what is held over everybody is not narrowed by what is held beside it over some', async () => {
  const over = { scope: 'user', scopeUserId: inside } as const
  const given = [{ permission: 'users.delete' }, { permission: 'users.unlock', ...over }] as const
  const ctx = at(root(), await somebodyWith(root(), ...given))
  expect(await permittedAmong(ctx, ['users.delete', 'users.unlock'], [inside, outside])).toEqual({
    ...{ 'users.delete': new Set([inside, outside]), 'users.unlock': new Set([inside]) },
  })
})

test('whoever may do it to everybody may do it to all of them but those above', async () => {
  const permission = 'users.delete'
  const ctx = at(root(), await somebodyWith(root(), { permission }))
  expect(await permittedAmong(ctx, [permission], [inside, above, outside])).toEqual({
    [permission]: new Set([inside, outside]),
  })
  expect(await permittedAmong(root(), [permission], [above])).toEqual({ [permission]: new Set([above]) })
})
