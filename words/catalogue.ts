import type { ICUArgs, MessageKeys, NamespaceKeys, NestedKeyOf, NestedValueOf } from 'use-intl/core'
import type { en } from './en'

export type Locale = 'en'

export type Catalogue = typeof en

/** A message by its whole path: `recovery.errors.over`. */
export type MessageKey = MessageKeys<Catalogue, NestedKeyOf<Catalogue>>

/** Messages that go together, by their path: `recovery.over`. */
export type Group = NamespaceKeys<Catalogue, NestedKeyOf<Catalogue>>

type Arguments = { ICUArgument: string; ICUNumberArgument: number; ICUDateArgument: Date }

/** What a message asks for: nothing, or a value for each of its placeholders. */
export type Values<Key extends MessageKey> =
  ICUArgs<NestedValueOf<Catalogue, Key>, Arguments> extends infer Asked
    ? keyof Asked extends never
      ? []
      : [values: Asked]
    : never

/** The messages of a group itself, without those of the groups in it. */
export type KeyIn<G extends Group> = {
  [Key in MessageKey]: Key extends `${G}.${infer Rest}`
    ? Rest extends `${string}.${string}`
      ? never
      : Rest
    : never
}[MessageKey]

export type KeyOf<G extends Group, Key extends KeyIn<G>> = Extract<MessageKey, `${G}.${Key}`>
