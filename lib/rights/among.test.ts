import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { folderForUsers } from '@/lib/folders/ensure'
import { at, grantTo, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser } from '@/testing/world'
import { permittedAmong } from './among'
import { permissionNames } from './catalogue'
import { heldOver } from './held'
import { hasPermission } from './require'

const database = testDatabase({ alsoEmbedded: true })
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

test('what a page offers is what each question by itself allows, over one user and over anything', async () => {
  const names = permissionNames.filter((name) => name.startsWith('users.'))
  for (const ctx of [at(root(), actor), root(), contextFor(database.db, { type: 'visitor' })]) {
    for (const userId of [inside, above, outside, undefined]) {
      const target = userId === undefined ? undefined : { userId }
      const asked = await Promise.all(
        names.map(async (name) => [name, await hasPermission(ctx, name, target)] as const),
      )
      expect(await heldOver(ctx, names, userId)).toEqual(Object.fromEntries(asked))
    }
  }
})
