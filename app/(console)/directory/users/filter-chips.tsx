import { X } from 'lucide-react'
import { queryTerms, termOf, withTerm } from '@/lib/users/list/query'
import { filterLabel } from './filter-labels'
import { type ListView, listHref } from './list-href'

/** The terms of the search in words, each with a link that takes it away. */
export function FilterChips({ view }: { view: ListView }) {
  const chips = Object.keys(queryTerms).flatMap((name) => {
    const value = termOf(view.q, name)
    return value === undefined ? [] : [{ name, label: filterLabel(name, value) }]
  })
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex basis-full flex-wrap gap-1.5">
      {chips.map(({ name, label }) => (
        <li key={name}>
          <a
            href={listHref(view, { q: withTerm(view.q, name, undefined) })}
            aria-label={`Remove filter: ${label}`}
            className="flex h-6 items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 text-accent-ink text-xs no-underline hover:bg-press max-sm:h-9"
          >
            {label}
            <X aria-hidden className="size-3.5" />
          </a>
        </li>
      ))}
    </ul>
  )
}
