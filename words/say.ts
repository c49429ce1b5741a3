import 'server-only'
import { createTranslator } from 'use-intl/core'
import type { Group, Locale } from './catalogue'
import { en } from './en'
import type { Wording } from './said'

export const catalogues = { en }

/** A translator of one group, for whoever knows the reader's language: mails, errors. Pages ask `words`. */
export function wordsIn<const G extends Group>(locale: Locale, group: G) {
  return createTranslator({ locale, messages: catalogues[locale], namespace: group, timeZone: 'UTC' })
}

/** What a wording says in a language. A ready sentence, as errors held them before there was a catalogue, stays as it is. */
export function sayIn(locale: Locale, wording: Wording): string {
  const { code, values } = typeof wording === 'string' ? { code: wording, values: undefined } : wording
  const t = wholeCatalogue(locale)
  return t.has(code) ? t(code, values) : code
}

const whole = new Map<Locale, ReturnType<typeof translateAll>>()

function wholeCatalogue(locale: Locale) {
  const known = whole.get(locale) ?? translateAll(locale)
  whole.set(locale, known)
  return known
}

/** By codes that came through an error, whose values `said` has checked. */
function translateAll(locale: Locale) {
  const messages = catalogues[locale] as unknown as Record<string, string>
  return createTranslator({ locale, messages, timeZone: 'UTC' })
}
