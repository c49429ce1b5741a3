import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExactNumber, readExactJson } from './exact-json'

const linesOf = (text: string) => {
  const read = readExactJson(text)
  return read.ok ? [] : read.problems.map(({ line }) => line)
}

test.each([
  '9007199254740993',
  '0.1000000000000000055511151231257827',
  '1e400',
  '1e-400',
  '123456789012345678901',
])('the number %s is refused, because JavaScript keeps another', (number) => {
  expect(readExactJson(`{"a": [1,\n{"n": ${number}}]}`)).toEqual({
    ok: false,
    isJson: true,
    problems: [
      {
        line: 2,
        message: 'This number is too long to be kept exactly. Put it in quotes.',
        path: ['a', 1, 'n'],
      },
    ],
  })
})

test.each([
  '0',
  '-0',
  '1.0',
  '1.10',
  '1e3',
  '1E+3',
  '100000000000000000000',
  '9007199254740992',
  '0.1',
  '5e-324',
])('the number %s is read, whatever way it is written', (number) => {
  expect(readExactJson(number)).toMatchObject({ ok: true, value: Number(number) })
})

test('of whole numbers of any length just those are exact that come back digit by digit', () => {
  fc.assert(
    fc.property(fc.bigInt(), (number) => {
      const shortest = BigInt(JSON.stringify(Number(number)).replace(/^(-?\d)\.?(\d*)e\+(\d+)$/, exponentOut))
      expect(isExactNumber(String(number))).toBe(shortest === number)
    }),
  )
})

function exponentOut(_: string, first: string, rest: string, power: string): string {
  return `${first}${rest}${'0'.repeat(Number(power) - rest.length)}`
}

test('what is written as JSON reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(readExactJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) })
    }),
  )
})

test.each([
  ['{"a": 1,\n"a": 2}', [2]],
  ['{"a": {"b": 1,\n\n"b": 2}}', [3]],
  ['[{"a": 1, "\\u0061": 1}]', [1]],
  ['{"a": {"a": 1}, "b": {"a": 1}}', []],
])('of names that are there twice in one object, %j tells the lines %j', (text, lines) => {
  expect(linesOf(text)).toEqual(lines)
})

test('no text makes it throw, whatever its depth', () => {
  for (const text of [
    '['.repeat(500_000),
    `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
    '{"a":'.repeat(200_000),
  ])
    expect(readExactJson(text).ok).toBe(false)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      const read = readExactJson(text)
      expect(read.ok || read.isJson).toBe(isJson)
    }),
  )
})
