import type { MessageKey, Values } from './catalogue'

/** A message and what stands in it, not yet in any language. Made by `said`, put into words by `sayIn` at a door. */
export type Said = {
  readonly code: MessageKey
  readonly values: Record<string, string | number | Date> | undefined
}

/** A message of the catalogue, or a ready sentence as errors held them before there was one. */
export type Wording = string | Said

/** What `lib` says in an error. A missing code, and a missing or misspelt value, is an error of types. */
export function said<Key extends MessageKey>(code: Key, ...given: Values<Key>): Said {
  const [values]: [Said['values']?] = given
  return { code, values }
}

/** The same for the rules of a schema, whose messages are strings; only messages in which nothing stands. */
export function code<Key extends MessageKey>(key: [] extends Values<Key> ? Key : never): string {
  return key
}
