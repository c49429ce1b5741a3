import { expect, test } from 'vitest'
import { computedNames } from '@/lib/kernel/names'
import { UserFields } from '@/lib/users/input'
import { demoFolders, folderChooser } from './folders'
import { demoUser } from './user'

const now = new Date('2026-11-01T00:00:00Z')
const folders = demoFolders(1000)
const folderOf = folderChooser(folders)
const numbers = Array.from({ length: 40_000 }, (_, n) => n)
const people = numbers.map((n) => {
  const folder = folderOf(n)
  return { ...demoUser(n, { ...folder, id: 1 }, now), path: folder.path }
})

test('every made-up user passes the rules of the console', () => {
  for (const { username, path, name, email, type, attributes } of people.slice(0, 4000)) {
    const fields = { username, path, name, email, type, attributes, isActive: true }
    expect(UserFields.safeParse(fields), username).toMatchObject({ success: true, data: fields })
  }
})

test('no two made-up users share a username, an address or an id, nor one’s address with another’s username', () => {
  const owners = new Map<string, number>()
  const shared: string[] = []
  for (const [n, { username, name, email }] of people.entries()) {
    const { usernameKey, emailKey } = computedNames({ username, name, email })
    for (const key of new Set([usernameKey, emailKey ?? usernameKey])) {
      if (owners.has(key)) shared.push(key)
      owners.set(key, n)
    }
  }
  expect(shared).toEqual([])
  expect(new Set(people.map(({ uuid }) => uuid)).size).toBe(people.length)
})

test('a made-up user is the same each time, except that its dates follow the day', () => {
  const folder = { path: 'users', parentPath: '', name: 'users', id: 1 }
  expect(demoUser(7, folder, now)).toEqual(demoUser(7, folder, now))
  const later = demoUser(7, folder, new Date(now.getTime() + 1000))
  const first = demoUser(7, folder, now)
  expect(later.created_at.getTime() - first.created_at.getTime()).toBe(1000)
  expect({ ...later, created_at: 0, updated_at: 0, last_sign_in_at: 0, deactivated_at: 0 }).toEqual({
    ...first,
    created_at: 0,
    updated_at: 0,
    last_sign_in_at: 0,
    deactivated_at: 0,
  })
})

test('dates are in order: created, changed, signed in, taken out of service, now', () => {
  const outOfOrder = people.filter(({ created_at, updated_at, last_sign_in_at, deactivated_at }) => {
    const times = [created_at, updated_at, deactivated_at ?? now, now]
    const signedIn = [created_at, last_sign_in_at ?? created_at, deactivated_at ?? now]
    const rises = (list: Date[]) =>
      list.every((time, index) => index === 0 || time >= (list[index - 1] ?? time))
    return !rises(times) || !rises(signedIn)
  })
  expect(outOfOrder).toEqual([])
})

test('the people are mixed: scripts, empty and long values, types, inactive and never signed in', () => {
  const share = (is: (person: (typeof people)[number]) => boolean) => people.filter(is).length / people.length
  for (const script of [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Han',
    'Hiragana',
    'Hangul',
    'Devanagari',
  ])
    expect(
      share(({ name }) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
      script,
    ).toBeGreaterThan(0.001)
  expect(share(({ deactivated_at }) => deactivated_at !== null)).toBeCloseTo(0.06, 2)
  expect(share(({ last_sign_in_at }) => last_sign_in_at === null)).toBeCloseTo(0.14, 1)
  expect(share(({ type }) => type === 'external')).toBeGreaterThan(0.05)
  expect(share(({ email }) => email === null)).toBeCloseTo(0.09, 2)
  expect(share(({ name }) => name === '')).toBeGreaterThan(0.01)
  expect(Math.max(...people.map(({ username }) => username.length))).toBe(150)
  expect(Math.max(...people.map(({ name }) => name.length))).toBeGreaterThan(200)
})

test('folders come after their parents, are twelve levels deep, and differ much in size', () => {
  const seen = new Set([''])
  for (const { path, parentPath } of folders) {
    expect(seen.has(parentPath) && !seen.has(path), path).toBe(true)
    seen.add(path)
  }
  expect(Math.max(...folders.map(({ path }) => path.split('/').length))).toBe(12)
  expect(demoFolders(50)).toEqual(folders.slice(0, 50))
  const sizes = new Map<string, number>()
  for (const { path } of people) sizes.set(path, (sizes.get(path) ?? 0) + 1)
  expect(Math.max(...sizes.values())).toBeGreaterThan(people.length / 20)
  expect(folders.filter(({ path }) => !sizes.has(path)).length).toBeGreaterThan(20)
})
