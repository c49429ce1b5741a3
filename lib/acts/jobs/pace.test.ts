import { expect, test } from 'vitest'
import { makePace } from './pace'

test('a slice over its time is followed by half as many users, one well within it by twice as many', () => {
  const pace = makePace()
  expect(pace.sizeFor('users.delete')).toBe(25)
  pace.note('users.delete', 19)
  expect(pace.sizeFor('users.delete')).toBe(50)
  pace.note('users.delete', 40)
  expect(pace.sizeFor('users.delete')).toBe(50)
  pace.note('users.delete', 41)
  expect(pace.sizeFor('users.delete')).toBe(25)
  expect(pace.sizeFor('users.move')).toBe(25)
})

test('slices are never so small that a job does not get on, nor larger than one transaction should be', () => {
  const pace = makePace()
  for (let n = 0; n < 10; n++) pace.note('users.delete', 5000)
  expect(pace.sizeFor('users.delete')).toBe(10)
  for (let n = 0; n < 10; n++) pace.note('users.delete', 1)
  expect(pace.sizeFor('users.delete')).toBe(250)
})
