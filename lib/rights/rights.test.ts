import { expect, test } from 'vitest'
import type { Scope } from '@/lib/kernel/actor'
import { builtInRoles, permissionNames } from './catalogue'
import {
  covers,
  everyRight,
  type Gift,
  isEveryRight,
  isHeldOverEverything,
  noRights,
  notHeld,
  type PlacedScope,
  permissionsOfGift,
  permissionsOfRole,
  rightsOfGifts,
  scopesOf,
} from './rights'

const everything: Scope = { kind: 'everything' }
const folder = (path: string, id = 1): PlacedScope => ({ kind: 'folder', id, path })
const members = (id: number, ...groups: number[]): PlacedScope => ({ kind: 'members', id, groups })
const user = (id: number, path?: string, ...groups: number[]): PlacedScope => ({
  ...{ kind: 'user', id, groups },
  ...(path !== undefined && { path }),
})
const group = (id: number): PlacedScope => ({ kind: 'group', id })

test('a role that comes with Latchkey holds what the code says, and any other what is stored and known', () => {
  const permissions = ['users.read', 'users.fly']
  expect(permissionsOfRole({ key: 'help_desk', permissions })).toEqual(builtInRoles.help_desk.permissions)
  // Such as one of a newer version, and one that every object has by itself.
  for (const key of [null, 'help_desk_of_tomorrow', 'constructor'])
    expect(permissionsOfRole({ key, permissions })).toEqual(['users.read'])
})

const role = (...permissions: string[]) => ({ permission: null, role: { key: null, permissions } })
const single = (permission: string | null) => ({ permission, role: null })

test.each<[Omit<Gift, 'scope'>, Scope, string[]]>([
  [single('users.update'), folder('a') as Scope, ['users.update', 'users.read']],
  [single('users.read'), group(1) as Scope, []],
  [single('settings.update'), everything, ['settings.update', 'settings.read']],
  [single('settings.update'), folder('a') as Scope, []],
  [single('grants.read'), group(1) as Scope, ['grants.read', 'groups.read']],
  [single('grants.read'), user(1) as Scope, ['grants.read', 'users.read']],
  [single('users.fly'), everything, []],
  [single(null), everything, []],
  [role('users.update', 'users.delete'), everything, ['users.update', 'users.read', 'users.delete']],
  [role('settings.read', 'groups.update', 'users.read'), group(1) as Scope, ['groups.update', 'groups.read']],
])('%j over %j is worth %j', (gift, scope, worth) => {
  expect(permissionsOfGift({ ...gift, scope })).toEqual(worth)
})

test('what is held over everything is held over nothing beside it, and the rest over each place', () => {
  const give = (...scopes: PlacedScope[]) =>
    rightsOfGifts(scopes.map((scope) => ({ ...single('users.read'), scope: scope as Scope })))
  expect(scopesOf(give(folder('a'), folder('b')), 'users.read')).toEqual([folder('a'), folder('b')])
  expect(scopesOf(give(folder('a'), everything, folder('b')), 'users.read')).toEqual([everything])
  expect(scopesOf(give(folder('a')), 'users.update')).toEqual([])
  expect(isHeldOverEverything(give(everything), 'users.read')).toBe(true)
  expect(isHeldOverEverything(give(folder('')), 'users.read')).toBe(false)
  expect(isHeldOverEverything(noRights, 'users.read')).toBe(false)
})

test('nobody can hold more than every permission over everything, and nobody without one of them holds as much', () => {
  expect(isEveryRight(everyRight)).toBe(true)
  expect(isEveryRight(noRights)).toBe(false)
  const last = permissionNames.at(-1) ?? 'users.read'
  expect(isEveryRight(new Map([...everyRight].filter(([name]) => name !== last)))).toBe(false)
  expect(isEveryRight(new Map([...everyRight, [last, [folder('') as Scope]]]))).toBe(false)
})

test.each<[PlacedScope, PlacedScope, boolean]>([
  [everything, everything, true],
  [everything, group(1), true],
  [folder(''), everything, false],
  [folder(''), folder('a'), true],
  [folder('a'), folder('a'), true],
  [folder('a'), folder('a/b'), true],
  [folder('a'), folder('ab'), false],
  [folder('a/b'), folder('a'), false],
  [folder('a'), user(1, 'a/b'), true],
  [folder('a'), user(1, 'b'), false],
  [folder('a'), user(1), false],
  [folder('', 1), group(1), false],
  [folder('', 1), members(1, 1), false],
  [members(1), user(9, 'a', 2, 1), true],
  [members(1), user(1, 'a', 2), false],
  [members(1), members(2, 2, 1), true],
  [members(2), members(1, 1), false],
  [members(1), { kind: 'members', id: 1 }, false],
  [members(1), group(1), false],
  [user(1), user(1, 'a', 2), true],
  [user(1), user(2), false],
  [user(1), group(1), false],
  [group(1), group(1), true],
  [group(1), group(2), false],
  [group(1), members(1, 1), false],
])('%j takes in %j: %s', (outer, inner, is) => {
  expect(covers([outer as Scope], inner)).toBe(is)
  expect(covers([user(77) as Scope, outer as Scope], inner)).toBe(is)
  expect(covers([], inner)).toBe(false)
})

test('what is not held of some gifts is named once each, with what comes with it', () => {
  const rights = rightsOfGifts([{ ...single('users.read'), scope: folder('a') as Scope }])
  const over = (...paths: string[]) =>
    paths.map((path) => ({ ...single('users.update'), scope: folder(path) }))
  expect(notHeld(rights, over('a', 'a/b') as never)).toEqual(['users.update'])
  expect(notHeld(rights, over('a', 'b') as never)).toEqual(['users.update', 'users.read'])
  expect(notHeld(everyRight, over('a', 'b') as never)).toEqual([])
})
