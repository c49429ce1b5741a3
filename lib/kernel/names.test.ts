import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computedNames, nameKey, searchForm } from './names'

const text = fc.string({ unit: 'binary', maxLength: 30 })

test('the key of a key is itself, for every character and any text', () => {
  for (let code = 0; code < 0x110000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    const key = nameKey(character)
    if (nameKey(key) !== key) expect.fail(`U+${code.toString(16)}`)
  }
  fc.assert(
    fc.property(text, (name) => {
      expect(nameKey(nameKey(name))).toBe(nameKey(name))
    }),
  )
})

test('the searched form of a searched form is itself', () => {
  fc.assert(
    fc.property(text, (name) => {
      expect(searchForm(searchForm(name))).toBe(searchForm(name))
    }),
  )
})

test.each([
  ['ADA', 'ada'],
  ['José', 'Jose\u0301'],
  ['STRAẞE', 'strasse'],
  ['straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['οδοσ', 'οδος'],
  ['ﬁona', 'FIONA'],
  ['Ａｄａ', 'ada'],
  ['ISIL', 'ısıl'],
])('%s and %s are one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b))
})

test('case and Unicode form never make a name another', () => {
  fc.assert(
    fc.property(text, (name) => {
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
        expect(nameKey(name.normalize(form))).toBe(nameKey(name))
    }),
  )
})

test('a missing address has no key', () => {
  expect(computedNames({ username: 'Ada', name: '', email: null }).emailKey).toBeNull()
})
