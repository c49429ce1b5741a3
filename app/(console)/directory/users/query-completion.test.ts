import { expect, test } from 'vitest'
import { completeQuery } from './query-completion'

const inserts = (text: string, caret = text.length) =>
  completeQuery(text, caret).options.map(({ insert }) => insert)

test('a name is completed from its beginning, then its values are offered', () => {
  expect(inserts('ac')).toEqual(['active:'])
  expect(inserts('active:')).toEqual(['yes ', 'no '])
  expect(inserts('berlin active:n')).toEqual(['no '])
  expect(inserts('last-sign-in:>')).toEqual(['>30d ', '>90d ', '>365d '])
})

test('the word at the caret is completed, wherever it stands', () => {
  expect(inserts('ty berlin', 2)).toEqual(['type:'])
  expect(completeQuery('berlin ty', 9).from).toBe(7)
  expect(completeQuery('berlin type:ex', 14).from).toBe(12)
})

test('what is complete or unknown is offered nothing', () => {
  expect(inserts('active:no')).toEqual([])
  expect(inserts('berlin')).toEqual([])
  expect(inserts('constructor:')).toEqual([])
})

test('short words are not taken for names unless one chooses so', () => {
  expect(completeQuery('ty', 2).eager).toBe(false)
  expect(completeQuery('typ', 3).eager).toBe(true)
})
