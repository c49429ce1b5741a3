import { expect, test } from 'vitest'
import { differences as differencesOf, merged } from './merge'

const was = {
  username: 'ada',
  name: 'Ada',
  email: null as string | null,
  path: 'users',
  isActive: true,
  type: 'internal',
  attributes: { city: 'Berlin', floor: 3 },
}

const differences = (before: typeof was, mine: typeof was, theirs: typeof was) =>
  differencesOf(['name', 'email', 'attributes'], before, mine, theirs)

test('a field that only they changed is suggested as theirs', () => {
  expect(differences(was, was, { ...was, name: 'Ada L.' })).toEqual([
    { field: 'name', was: 'Ada', mine: 'Ada', theirs: 'Ada L.', suggestion: 'theirs' },
  ])
})

test('a field that both changed has no suggestion', () => {
  const found = differences(was, { ...was, name: 'A' }, { ...was, name: 'B' })
  expect(found).toEqual([{ field: 'name', was: 'Ada', mine: 'A', theirs: 'B', suggestion: undefined }])
})

test('what only I changed, and what both changed to the same, needs no choice', () => {
  const mine = { ...was, email: 'ada@example.org', name: 'Ada L.' }
  expect(differences(was, mine, { ...was, name: 'Ada L.' })).toEqual([])
})

test('attributes in another order are the same', () => {
  expect(differences(was, was, { ...was, attributes: { floor: 3, city: 'Berlin' } })).toEqual([])
})

test('merging keeps mine except where theirs was chosen', () => {
  const mine = { ...was, name: 'A', email: 'ada@example.org' }
  const theirs = { ...was, name: 'B', path: 'users/staff', isActive: false }
  const choices = new Map([
    ['name', 'mine'],
    ['path', 'theirs'],
    ['isActive', 'theirs'],
  ] as const)
  expect(merged(mine, theirs, choices)).toEqual({ ...mine, path: 'users/staff', isActive: false })
})
