import 'server-only'
import type { FieldErrors, Invalid } from '@/lib/kernel/errors'
import type { Locale } from '@/words/catalogue'
import { sayIn } from '@/words/say'

/** What is wrong, by field, in the reader's language. */
export function fieldsIn(locale: Locale, fields: Invalid['fields']): FieldErrors {
  return Object.fromEntries(
    Object.entries(fields).map(([field, wordings]) => [
      field,
      wordings.map((wording) => sayIn(locale, wording)),
    ]),
  )
}
