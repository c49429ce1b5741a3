import 'server-only'
import type { Group, Locale } from './catalogue'
import { wordsIn } from './say'

/** The language of whoever made this request. Asynchronous, because it is a question to the request. */
export async function readerLocale(): Promise<Locale> {
  return 'en'
}

/** The messages of a group in the reader's language: for pages, server components, actions. Nothing of it goes to the browser. */
export async function words<const G extends Group>(group: G) {
  return wordsIn<G>(await readerLocale(), group)
}
