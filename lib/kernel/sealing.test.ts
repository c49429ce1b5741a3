import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '@/testing/depth'
import { seal, unseal } from './sealing'

test('what is sealed is read back, by its own purpose only, and not after a change', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
      const sealed = seal('test', text)
      expect(unseal('test', sealed)).toBe(Buffer.from(text).toString())
      expect(() => unseal('other', sealed)).toThrow()
      const bytes = Buffer.from(sealed, 'base64url')
      const place = at % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ 1
      expect(() => unseal('test', bytes.toString('base64url'))).toThrow()
    }),
    { numRuns: runs(50) },
  )
})

test('the same text sealed twice differs', () => {
  expect(seal('test', 'text')).not.toBe(seal('test', 'text'))
})
