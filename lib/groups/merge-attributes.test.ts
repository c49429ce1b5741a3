import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeAttributes } from './merge-attributes'

const value = fc.letrec((tie) => ({
  mapping: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
  any: fc.oneof(fc.constant(null), fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), tie('mapping')),
}))
const mapping = value.mapping as fc.Arbitrary<Record<string, unknown>>

test('one layer stays as it is, and laying it over itself changes nothing', () => {
  fc.assert(
    fc.property(mapping, (layer) => {
      expect(mergeAttributes([layer])).toEqual(layer)
      expect(mergeAttributes([layer, layer])).toEqual(layer)
    }),
  )
})

test('the last layer stands in the result, and laying it over once more changes nothing', () => {
  fc.assert(
    fc.property(mapping, mapping, (below, above) => {
      const merged = mergeAttributes([below, above])
      expect(mergeAttributes([merged, above])).toEqual(merged)
      expect(Object.keys(merged).sort()).toEqual([...new Set(Object.keys({ ...below, ...above }))].sort())
    }),
  )
})

test('what is no mapping is replaced, also by nothing, and replaces a mapping', () => {
  expect(mergeAttributes([{ a: { x: 1 } }, { a: null }])).toEqual({ a: null })
  expect(mergeAttributes([{ a: [1, 2] }, { a: { x: 1 } }])).toEqual({ a: { x: 1 } })
})
