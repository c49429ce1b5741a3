import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '@/testing/depth'
import { nextPath } from './next-path'

const origin = 'https://id.example.org'

test('whatever is asked for, the answer stays on our origin', () => {
  const tricky = fc.array(
    fc.constantFrom(
      '/',
      '\\',
      ':',
      '@',
      '.',
      '?',
      '#',
      '\t',
      '\n',
      '%',
      'evil.example',
      'http:',
      'javascript:',
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        tricky.map((parts) => `/${parts.join('')}`),
      ),
      (next) => {
        const path = nextPath(next, origin, '/')
        expect(path.startsWith('/')).toBe(true)
        expect(new URL(path, origin).origin).toBe(origin)
      },
    ),
    { numRuns: runs(2000) },
  )
})

test('our own paths are kept with their query', () => {
  expect(nextPath('/directory/users?folder=users%2Fstaff#x', origin, '/')).toBe(
    '/directory/users?folder=users%2Fstaff#x',
  )
  expect(nextPath(undefined, origin, '/account')).toBe('/account')
})
