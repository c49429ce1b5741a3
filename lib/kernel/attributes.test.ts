import { expect, test } from 'vitest'
import { Attributes } from './attributes'

const message = (value: unknown) => Attributes.safeParse(value).error?.issues[0]?.message

test('anything but a plain mapping is refused', () => {
  for (const value of [null, undefined, [], 'x', 1, true, new Date(), new Map(), () => {}])
    expect(message(value)).toBe('Attributes must be a mapping of names to values.')
})

test.each([
  ['a date', { a: new Date() }],
  ['a map', { a: new Map() }],
  ['a bigint', { a: 1n }],
  ['undefined', { a: undefined }],
  ['a function', { a: [() => {}] }],
])('%s inside is refused', (_what, value) => {
  expect(message(value)).toBe('Attributes hold a value that cannot be stored.')
})

test('__proto__ is refused at every depth instead of being dropped', () => {
  for (const text of ['{"__proto__": {}}', '{"a": [{"__proto__": {"x": 1}}]}'])
    expect(message(JSON.parse(text))).toBe('An attribute cannot be called __proto__.')
})

test('half a surrogate pair and a NUL are refused in names as in values', () => {
  for (const value of [{ a: '\ud800' }, { '\udc00': 1 }, { a: ['\0'] }, { '\0': 1 }])
    expect(message(value)).toBe('Attributes hold a character that cannot be stored.')
  expect(message({ face: '😀' })).toBeUndefined()
})

test('20 levels are accepted, 21 are not', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) })
  expect(message(nested(19))).toBeUndefined()
  expect(message(nested(20))).toBe('Attributes may be nested at most 20 levels deep.')
})

test('64 KB are counted in bytes, not in characters', () => {
  expect(message({ a: 'x'.repeat(65_000) })).toBeUndefined()
  expect(message({ a: 'ä'.repeat(65_000) })).toBe('Attributes may have at most 64 KB.')
})

test('an object that stands in itself, or many times over, is refused quickly', () => {
  const wide: Record<string, unknown> = {}
  for (let i = 0; i < 10; i++) wide[`k${i}`] = wide
  expect(message(wide)).toBeDefined()
  let laughs: unknown = 'x'
  for (let i = 0; i < 18; i++) laughs = Array(10).fill(laughs)
  expect(message({ laughs })).toBe('Attributes may have at most 64 KB.')
})
