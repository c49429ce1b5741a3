import { inArray, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { folders, groupMembers, groups, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { folderForUsers } from '@/lib/folders/ensure'
import type { Scope } from '@/lib/kernel/actor'
import { makeGroup } from '@/testing/groups'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { fewPermitted } from './few'
import { rightsOfGifts } from './rights'
import { permittedFolders, permittedGroups, permittedUsers } from './scope'

const database = testDatabase({ alsoEmbedded: true })
const root = () => contextFor(database.db)
const made: Record<string, { id: number }> = {}
const idOf = (name: string) => made[name]?.id ?? 0

beforeAll(async () => {
  for (const path of ['a', 'a/b', 'ab']) {
    made[path] = await folderForUsers(root(), path, { create: true })
    made[`in ${path}`] = await makeUser(root(), { path })
  }
  for (const name of ['one', 'two']) made[name] = await makeGroup(root())
  const membership = (user: string, ms: number | null) => ({
    ...{ groupId: idOf('one'), userId: idOf(user), addedAt: testTime },
    expiresAt: ms === null ? null : new Date(testTime.getTime() + ms),
  })
  await database.db
    .insert(groupMembers)
    .values([membership('in a/b', null), membership('in ab', 1), membership('in a', 0)])
})

const permission = 'events.read'
const holding = (...scopes: Scope[]) => {
  const rights = rightsOfGifts(scopes.map((scope) => ({ permission, role: null, scope })))
  return contextFor(database.db, { ...somebody(), rights } as ReturnType<typeof somebody>)
}

/** The names of what of all this the conditions let through. */
async function permitted(...scopes: Scope[]) {
  const ctx = holding(...scopes)
  const idsOf = async (table: typeof folders | typeof users | typeof groups, condition: unknown) => {
    const ids = Object.values(made).map(({ id }) => id)
    const rows = await database.db
      .select({ id: table.id })
      .from(table)
      .where(sql`${inArray(table.id, ids)} and ${condition ?? sql`true`}`)
    return rows.map(({ id }) => id)
  }
  const named = (ids: number[], pattern: RegExp) =>
    Object.entries(made).flatMap(([name, { id }]) => (pattern.test(name) && ids.includes(id) ? [name] : []))
  return [
    named(await idsOf(folders, permittedFolders(ctx, permission)), /^a/),
    named(await idsOf(users, await permittedUsers(ctx, permission)), /^in/),
  ]
}

test.each<[string, () => Scope[], string[], string[]]>([
  ['nothing', () => [], [], []],
  ['everything', () => [{ kind: 'everything' }], ['a', 'a/b', 'ab'], ['in a', 'in a/b', 'in ab']],
  ['the root', () => [{ kind: 'folder', id: 1, path: '' }], ['a', 'a/b', 'ab'], ['in a', 'in a/b', 'in ab']],
  ['a folder', () => [{ kind: 'folder', id: idOf('a'), path: 'a' }], ['a', 'a/b'], ['in a', 'in a/b']],
  ['the members of a group', () => [{ kind: 'members', id: idOf('one') }], [], ['in a/b', 'in ab']],
  ['the members of none', () => [{ kind: 'members', id: idOf('two') }], [], []],
  ['one user', () => [{ kind: 'user', id: idOf('in a') }], [], ['in a']],
  [
    'a folder and one user',
    () => [
      { kind: 'user', id: idOf('in a') },
      { kind: 'folder', id: idOf('ab'), path: 'ab' },
    ],
    ['ab'],
    ['in a', 'in ab'],
  ],
])(
  'a permission over %s lets through just the folders and users it is over',
  async (_, scopes, ...expected) => {
    expect(await permitted(...scopes())).toEqual(expected)
  },
)

test('a permission over one group lets through that group, and one over users none', async () => {
  const seen = async (...scopes: Scope[]) => {
    const rights = rightsOfGifts(scopes.map((scope) => ({ permission: 'groups.read', role: null, scope })))
    const ctx = contextFor(database.db, { ...somebody(), rights } as ReturnType<typeof somebody>)
    const rows = await database.db.select().from(groups).where(permittedGroups(ctx, 'groups.read'))
    return rows.map(({ id }) => id).sort()
  }
  expect(await seen({ kind: 'group', id: idOf('one') })).toEqual([idOf('one')])
  expect(await seen({ kind: 'everything' })).toEqual([idOf('one'), idOf('two')])
  expect(await seen()).toEqual([])
  expect(await seen({ kind: 'user', id: idOf('one') })).toEqual([])
})

test('those over whom a permission is held are asked for by their ids', async () => {
  const few = await fewPermitted(holding({ kind: 'folder', id: idOf('a'), path: 'a' }), permission)
  expect(few?.sort()).toEqual([idOf('in a'), idOf('in a/b')].sort())
  expect(await fewPermitted(holding(), permission)).toEqual([])
})
