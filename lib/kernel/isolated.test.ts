import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outsideOfIsolates } from '@/testing/isolates'
import { balanced, isolated, withoutSteering } from './isolated'

const written = fc.string({
  unit: fc.constantFrom(
    ..."aZ 7'.אب٣",
    ...'\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069',
  ),
})

test('whatever was written, nothing of it is outside of its isolate, and the words around it are', () => {
  fc.assert(
    fc.property(written, (name) => {
      expect(outsideOfIsolates(`Delete ${isolated(name)}?`)).toMatch(/^Delete [aZ 7'.]*\?$/)
      expect(outsideOfIsolates(`Delete \u2068${balanced(name)}\u2069?`)).toBe('Delete ?')
    }),
  )
})

test('all that can be read is kept in its order, and what is balanced stays as it is', () => {
  fc.assert(
    fc.property(written, (name) => {
      expect(withoutSteering(isolated(name))).toBe(withoutSteering(name))
      expect(balanced(balanced(name))).toBe(balanced(name))
    }),
  )
  expect(balanced('a\u2067\u202Eb\u202C\u2069c')).toBe('a\u2067\u202Eb\u202C\u2069c')
})

test.each(['Ada Lovelace', 'Zoë', 'Иван', '李小龍', 'ราม', 'अमित', 'o’neill (2)'])(
  '%s needs no isolate',
  (name) => {
    expect(isolated(name)).toBe(name)
  },
)

test.each(['דוד', 'فاطمه', 'ߒߞߏ', '𞤀𞤣', 'a\u200Fb', '\u2069'])('%j needs one', (name) => {
  expect(isolated(name)).toMatch(/^\u2068.*\u2069$/)
})
