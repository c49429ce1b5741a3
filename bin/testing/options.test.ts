import { expect, test } from 'vitest'
import { readOptions } from './options.mjs'

const nothing = { group: 'all', isAll: false, shard: [], others: [] }

test('without arguments every step runs, quickly and whole', () => {
  expect(readOptions([])).toEqual(nothing)
})

test('--all and --shard are for every step, in whatever place and form, and what else is said is for Playwright', () => {
  expect(readOptions(['--shard', '1/3', '--all'])).toEqual({
    ...nothing,
    isAll: true,
    shard: ['--shard', '1/3'],
  })
  expect(readOptions(['e2e', 'e2e/start.spec.ts', '--shard=2/3', '--trace', 'on'])).toEqual({
    ...nothing,
    group: 'e2e',
    shard: ['--shard', '2/3'],
    others: ['e2e/start.spec.ts', '--trace', 'on'],
  })
})
