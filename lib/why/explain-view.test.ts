import { eq, isNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { folders, groups, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { folderForUsers } from '@/lib/folders/ensure'
import type { Context } from '@/lib/kernel/context'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { rootFolder } from '@/lib/kernel/own-words'
import { grantTo } from '@/testing/groups'
import type { World } from '@/testing/rights-model/model'
import { actorAt, newReal, type Real } from '@/testing/rights-model/real'
import { contextFor, makeUser } from '@/testing/world'
import { explainPermission } from './explain'
import type { Step, Way } from './explain-types'
import { whoCan } from './who-can'

const database = testDatabase({ alsoEmbedded: true })

// 0 asks, over folder a; 1 is asked about; 2 leads a group; 3 runs everything; 4 and 5 are elsewhere.
const drawn: World = {
  folders: ['a', 'a/b', 'd'],
  users: ['a', 'a', 'a', 'd', 'd', 'a/b'].map((folder) => ({ folder })),
  // 1 stands below 0; 2 stands alone.
  parents: [[], [0], []],
  members: [
    { group: 1, user: 1, isOver: false },
    { group: 2, user: 4, isOver: false },
  ],
  roles: [[]],
  grants: [
    { holder: { user: 0 }, gift: { permission: 'grants.read' }, scope: { kind: 'folder', of: 'a' } },
    { holder: { user: 0 }, gift: { permission: 'groups.read' }, scope: { kind: 'group', of: 1 } },
    { holder: { group: 0 }, gift: { builtIn: 'help_desk' }, scope: { kind: 'folder', of: 'a/b' } },
    { holder: { group: 2 }, gift: { permission: 'users.delete' }, scope: { kind: 'folder', of: 'a' } },
    { holder: { user: 2 }, gift: { permission: 'groups.change_members' }, scope: { kind: 'group', of: 2 } },
    { holder: { user: 2 }, gift: { permission: 'users.delete' }, scope: { kind: 'folder', of: 'a' } },
    { holder: { user: 3 }, gift: { builtIn: 'administrator' }, scope: { kind: 'everything', of: '' } },
  ],
}

let real: Real
let asker: Context
const administrator = () => contextFor(database.db)
const id = (place: number) => real.users[place] ?? 0

beforeAll(async () => {
  real = await newReal(database.db, drawn)
  asker = contextFor(database.db, await actorAt(real, 0))
})

const kindsOf = (way: Way | undefined) => way?.steps.map(({ kind }) => kind)
const labelOf = (step: Step | undefined) => step && 'label' in step && step.label

async function namesOf(groupPlace: number, userPlace: number) {
  const [group] = await database.db
    .select()
    .from(groups)
    .where(eq(groups.id, real.groups[groupPlace] ?? 0))
  const [user] = await database.db
    .select()
    .from(users)
    .where(eq(users.id, id(userPlace)))
  return { group: group?.name ?? '?', user: user?.username ?? '?' }
}

test('the way goes from the user by group and parent group to role, permission and scope', async () => {
  const { ways } = await explainPermission(administrator(), {
    userId: id(1),
    permission: 'users.recover',
    target: { userId: id(5) },
  })
  expect(ways.map(kindsOf)).toEqual([['user', 'group', 'group', 'role', 'permission', 'scope']])
  const first = ways[0]?.steps[1]
  expect(first?.kind === 'group' && first.until).toBeInstanceOf(Date)
  expect(ways[0]?.steps[3]).toMatchObject({ label: 'Help desk' })
})

test('what comes along with another permission is told with that one before it', async () => {
  const { ways } = await explainPermission(administrator(), { userId: id(2), permission: 'users.read' })
  expect(ways[0]?.steps.filter(({ kind }) => kind === 'permission')).toEqual([
    { kind: 'permission', permission: 'users.delete' },
    { kind: 'permission', permission: 'users.read' },
  ])
})

test('held elsewhere only, it says over what', async () => {
  const { missing } = await explainPermission(administrator(), {
    userId: id(1),
    permission: 'users.recover',
    target: { userId: id(2) },
  })
  expect(missing?.elsewhere.map((way) => labelOf(way.steps.at(-1)))).toEqual([`${real.top}/a/b`])
})

test('a group that carries it is the missing edge, with those who could add a member by every rule', async () => {
  const { missing } = await explainPermission(administrator(), {
    userId: id(1),
    permission: 'users.delete',
    target: { userId: id(5) },
  })
  expect(missing?.groups.map(({ id }) => id)).toEqual([real.groups[2]])
  // Who leads the group may see them, holds what it carries, and gains nothing; then those who run everything.
  expect(missing?.adders.people.map(({ id }) => id)).toEqual([id(2), id(3)])
})

test('without a group the grant is missing, and whoever could not give it is not named', async () => {
  const { missing } = await explainPermission(administrator(), {
    userId: id(1),
    permission: 'users.set_password',
    target: { userId: id(2) },
  })
  expect(missing).toMatchObject({ groups: [], elsewhere: [] })
  expect(missing?.adders.people.map(({ id }) => id)).toEqual([id(3)])
})

test('a target who holds more is said to be above, and by which rights', async () => {
  const answer = await explainPermission(administrator(), {
    userId: id(2),
    permission: 'users.delete',
    target: { userId: id(0) },
  })
  expect(answer).toMatchObject({
    isHeld: false,
    above: { permissions: expect.arrayContaining(['grants.read']) },
  })
  const { can, refused } = await whoCan(administrator(), { userId: id(0), permission: 'users.delete', q: '' })
  expect(can.people.map(({ person }) => person.id)).toEqual([id(3)])
  expect(refused.people.map(({ person }) => person.id).sort()).toEqual([id(2), id(4)].sort())
})

test('no name from outside the view of the asker is in any answer', async () => {
  const outside = [(await namesOf(0, 3)).group, (await namesOf(0, 3)).user, (await namesOf(2, 4)).group]
  const others = [(await namesOf(0, 4)).user]
  const answers = JSON.stringify([
    await explainPermission(asker, { userId: id(1), permission: 'users.recover', target: { userId: id(5) } }),
    await explainPermission(asker, { userId: id(1), permission: 'users.delete', target: { userId: id(5) } }),
    await whoCan(asker, { userId: id(5), permission: 'users.delete', q: '' }, 0),
    await whoCan(asker, { userId: id(5), permission: 'users.recover', q: '' }, 50),
    await whoCan(asker, { userId: id(5), permission: 'users.read', q: 'user' }, 50),
  ])
  for (const name of [...outside, ...others]) expect(answers).not.toContain(name)
  expect(answers).toContain('A group outside your view')
  expect(answers).toContain((await namesOf(1, 0)).group)
  const { isNarrowed, can } = await whoCan(asker, { userId: id(5), permission: 'users.delete', q: '' })
  expect(isNarrowed).toBe(true)
  expect(can.people.map(({ person }) => person.id)).toEqual([id(2)])
})

test('a user, folder or group outside the view is as one that is not there, as target and as subject', async () => {
  const ask = (userId: number, target?: object) =>
    explainPermission(asker, { userId, permission: 'users.read', ...(target && { target }) } as never)
  for (const userId of [id(3), 999_999]) {
    await expect(ask(userId)).rejects.toThrow(NotFound)
    await expect(ask(id(1), { userId })).rejects.toThrow(new NotFound('The user').message)
    await expect(whoCan(asker, { userId, permission: 'users.read', q: '' })).rejects.toThrow(NotFound)
  }
  for (const groupId of [real.groups[0], 999_999])
    await expect(ask(id(1), { groupId })).rejects.toThrow(new NotFound('The group').message)
  for (const folderId of [real.folders.get('d'), 999_999])
    await expect(ask(id(1), { folderId })).rejects.toThrow(new NotFound('The folder').message)
})

test('whoever sees a user without knowing of grants is told nothing', async () => {
  const reader = contextFor(database.db, await actorAt(real, 2))
  await expect(explainPermission(reader, { userId: id(1), permission: 'users.read' })).rejects.toThrow(
    Forbidden,
  )
  await expect(whoCan(reader, { userId: id(1), permission: 'users.read', q: '' })).rejects.toThrow(Forbidden)
})

test('who could add a member is not whoever would give another a right over them that they lack', async () => {
  const watched: World = {
    ...drawn,
    grants: [
      ...drawn.grants,
      { holder: { user: 4 }, gift: { permission: 'users.unlock' }, scope: { kind: 'members', of: 2 } },
    ],
  }
  const held = { holder: { user: 2 }, gift: { permission: 'users.unlock' } } as const
  for (const [world, expected] of [
    [watched, [3]],
    [{ ...watched, grants: [...watched.grants, { ...held, scope: { kind: 'folder', of: 'a' } }] }, [2, 3]],
  ] as [World, number[]][]) {
    const made = await newReal(database.db, world)
    const at = (place: number) => made.users[place] ?? 0
    const question = { userId: at(1), permission: 'users.delete', target: { userId: at(5) } } as const
    const { missing } = await explainPermission(administrator(), question)
    expect(missing?.groups.map(({ id }) => id)).toEqual([made.groups[2]])
    const places = missing?.adders.people.map(({ id }) => made.users.indexOf(id)) ?? []
    // Administrators of other worlds could too.
    expect(places.filter((place) => place >= 0)).toEqual(expected)
  }
})

test('the way leads to the folder it is over by its path, also to one that is called as the root is', async () => {
  const { id: userId } = await makeUser(administrator())
  const named = await folderForUsers(administrator(), rootFolder, { create: true })
  const [top] = await database.db.select().from(folders).where(isNull(folders.parentId))
  for (const scopeFolderId of [named.id, top?.id ?? 0])
    await grantTo(administrator(), { userId }, { permission: 'users.read', scope: 'folder', scopeFolderId })
  const { ways } = await explainPermission(administrator(), { userId, permission: 'users.read' })
  const scopes = ways.map(({ steps }) => steps.at(-1)).map((step) => step?.kind === 'scope' && step)
  expect(scopes.map((scope) => scope && [scope.label, scope.path]).sort()).toEqual([
    [rootFolder, ''],
    [rootFolder, rootFolder],
  ])
})
