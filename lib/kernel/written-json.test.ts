import { expect, test } from 'vitest'
import { Written, writeJson } from './written-json'

test('what is written already stands as it is, alone or as a field', () => {
  const list = new Written<number[]>('[1, 2]')
  expect(writeJson(list)).toBe('[1, 2]')
  expect(writeJson({ 'a "name"': list, empty: {}, text: 'é\n' })).toBe(
    '{"a \\"name\\"":[1, 2],"empty":{},"text":"é\\n"}',
  )
})

test('what is not written is written, and nothing written is written twice deeper down', () => {
  for (const value of [null, 1, 'x', [], [{}], { a: { b: null } }])
    expect(writeJson(value)).toBe(JSON.stringify(value))
  expect(() => writeJson({ a: { b: new Written('1') } })).toThrow('no deeper')
})
