import { describe, expect, it } from 'vitest'
import { initials, nameHue } from './avatar-look'

describe('initials', () => {
  it.each([
    ['Chloé Martin', 'CM'],
    ['juan carlos de la Vega', 'JV'],
    ['anna.schmidt', 'AS'],
    ['Ελένη', 'Ε'],
    ['山田 太郎', '山太'],
    ['(O)ops', 'O'],
    ['𝒜lpha', '𝒜'],
    ['', '?'],
    ['--', '?'],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})

it('the hue of a name never changes and stays on the wheel', () => {
  expect(nameHue('chloe')).toBe(nameHue('chloe'))
  expect(nameHue('chloe')).not.toBe(nameHue('chloé'))
  expect(nameHue('x'.repeat(10_000))).toBeLessThan(360)
})
