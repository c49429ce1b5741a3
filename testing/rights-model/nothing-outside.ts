import { expect } from 'vitest'
import type { Entangled } from './entangled'
import { crowd } from './entangled-events'

/** Nothing outside is named or counted, however it is written. */
export function expectNothingOutside({ hidden }: Entangled, what: unknown, place: string) {
  const text = typeof what === 'string' ? what : JSON.stringify(what)
  expect(text, place).not.toContain(hidden)
  // Ids are made of chance, which may write any number.
  const counts = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
  expect(
    counts.match(new RegExp(`\\b(${crowd}|${crowd + 1}|${crowd + 2}|${crowd + 4})\\b`)),
    place,
  ).toBeNull()
}
