import { expect, test } from 'vitest'
import { TokenDuration } from './duration'

test.each([
  ['minutes=30', 30],
  ['seconds=1800', 30],
  ['hours=0.5', 30],
  ['weeks=1', 7 * 24 * 60],
  ['days=6;hours=23;minutes=60', 7 * 24 * 60],
  [' hours=1 ; minutes=30 ', 90],
  ['minutes=30;seconds=40', 31],
])('%s is %d minutes', (text, minutes) => {
  expect(TokenDuration.parse(text)).toBe(minutes)
})

const length = 'A recovery link works for 30 minutes to 7 days.'
const form = 'Write it as days=1 or minutes=30;hours=2.'

test.each([
  ['minutes=29;seconds=59', length],
  ['weeks=1;seconds=1', length],
  ['days=1;hours', form],
  ['fortnights=1', form],
  ['days=1;', form],
  ['days=1234567890', form],
])('%s is refused with a sentence', (text, sentence) => {
  expect(TokenDuration.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([sentence])
})
