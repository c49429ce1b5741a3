import 'server-only'
import compile from 'icu-minify/compile'
import type { WordsOf } from './browser'
import type { Group, Locale } from './catalogue'
import { catalogues } from './say'
import { readerLocale } from './words'

/**
 * The messages of one group as the property of a client component: what the browser loads holds no words, and the page
 * brings just these.
 */
export async function wordsFor<const G extends Group>(group: G): Promise<WordsOf<G>> {
  return wordsForIn(await readerLocale(), group)
}

/** The same in a language that is known. */
export function wordsForIn<const G extends Group>(locale: Locale, group: G): WordsOf<G> {
  const words = known.get(`${locale} ${group}`) ?? compiled(locale, group)
  known.set(`${locale} ${group}`, words)
  return words as WordsOf<G>
}

const known = new Map<string, object>()

function compiled(locale: Locale, group: Group): object {
  let messages: unknown = catalogues[locale]
  for (const part of group.split('.')) messages = (messages as Record<string, unknown>)[part]
  return Object.fromEntries(
    Object.entries(messages as object)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([key, message]) => [key, message.includes('{') ? { locale, parts: compile(message) } : message]),
  )
}
