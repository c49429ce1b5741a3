import type { Completions } from '@/components/form/completion'
import { queryTerms } from '@/lib/users/list/query'
import { filterLabel } from './filter-labels'

const termHints: Record<string, string> = {
  active: 'who can sign in',
  type: 'kind of account',
  'has-email': 'with or without an address',
  'last-sign-in': 'how long ago',
}

/** What the word before the caret may become: the name of a term, or after its colon a value. */
export function completeQuery(text: string, caret: number): Completions {
  const word = /\S*$/.exec(text.slice(0, caret))?.[0] ?? ''
  const from = caret - word.length
  const [name = '', value] = word.split(/:(.*)/s)
  if (value === undefined) {
    const names = Object.keys(queryTerms).filter((term) => term.startsWith(word))
    return {
      from,
      // A letter or two are more likely the beginning of a search.
      eager: word.length >= 3,
      options: names.map((term) => ({ insert: `${term}:`, hint: termHints[term] })),
    }
  }
  const values = Object.hasOwn(queryTerms, name) ? (queryTerms[name]?.values ?? []) : []
  const fitting = values.filter((option) => option.startsWith(value) && option !== value)
  return {
    from: from + name.length + 1,
    eager: true,
    options: fitting.map((option) => ({ insert: `${option} `, hint: filterLabel(name, option) })),
  }
}
