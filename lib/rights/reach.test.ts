import { expect, test } from 'vitest'
import { contextFor, somebody } from '@/testing/world'
import { type Permission, permissionNames, permissions } from './catalogue'
import { requireHeld } from './reach'

test('whoever gives what they do not hold is told up to three permissions, and how many more', () => {
  const ctx = contextFor(undefined as never, somebody())
  const give = (...names: Permission[]) =>
    requireHeld(
      ctx,
      names.map((permission) => ({ permission, role: null, scope: { kind: 'everything' } })),
    )
  const reads = permissionNames.filter((name) => name.endsWith('.read')).slice(0, 5)
  const words = reads.map((name) => `"${permissions[name].description}"`)
  const start = 'You can only give and take away what you hold yourself. Missing: '
  expect(() => give(...reads.slice(0, 3))).toThrow(`${start}${words.slice(0, 3).join(', ')}.`)
  expect(() => give(...reads.slice(0, 4))).toThrow(`${start}${words.slice(0, 3).join(', ')} and 1 more.`)
  expect(() => give(...reads)).toThrow(`${start}${words.slice(0, 3).join(', ')} and 2 more.`)
  expect(() => give()).not.toThrow()
})
