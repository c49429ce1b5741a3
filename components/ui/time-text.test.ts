import { expect, it } from 'vitest'
import { absoluteTime, relativeTime } from './time-text'

const now = new Date('2026-11-04T09:12:00Z')

it.each([
  ['2026-11-04T09:11:30Z', 'just now'],
  ['2026-11-04T09:12:20Z', 'just now'],
  ['2026-11-04T09:11:00Z', '1 minute ago'],
  ['2026-11-04T07:13:00Z', '1 hour ago'],
  ['2026-11-01T09:12:00Z', '3 days ago'],
  ['2026-09-01T09:12:00Z', '2 months ago'],
  ['2020-11-01T09:12:00Z', '6 years ago'],
  ['2026-11-04T11:12:00Z', 'in 2 hours'],
])('%s is %s', (at, expected) => {
  expect(relativeTime(new Date(at), now)).toBe(expected)
})

it('the exact moment names its zone, so that it reads the same on server and browser', () => {
  expect(absoluteTime(now)).toBe('4 Nov 2026, 09:12 UTC')
})
