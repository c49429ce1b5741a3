import type { ReactNode } from 'react'
import { Isolated } from '@/components/ui/isolated'
import type { Ending } from '@/lib/access/endings'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import { counted, inWords, type Noun } from '../count-text'

/** What the things that end are called, by kind. */
export type EndingNouns = Record<string, Noun>

/** "3 sessions and 1 API token" */
export function endingsText(ends: Ending[], nouns: EndingNouns): string {
  return inWords(ends.map(({ kind, count }) => counted(count, nouns[kind] ?? [kind, kind])))
}

type PlanRowsProps = {
  plan: Plan
  noun: Noun
  endings: EndingNouns
  /** What stands at the end of a row, such as a link. */
  aside?: ((row: PlanRow) => ReactNode) | undefined
}

/** The rows of a plan, those that cannot be done first, in a box of their own that scrolls. */
export function PlanRows({ plan, noun, endings, aside }: PlanRowsProps) {
  const { rows } = plan
  const count = plan.count + plan.blocked
  return (
    <section
      aria-label={counted(count, noun)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="max-h-64 overflow-y-auto rounded-md border border-line"
    >
      <ul className="divide-y divide-line-soft text-sm">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2">
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="font-medium">
                <Isolated>{row.label}</Isolated>
              </span>
              <span className="text-muted"> {row.note}</span>
              {row.ends.length > 0 && (
                <span className="block text-muted text-xs">{endingsText(row.ends, endings)}</span>
              )}
              {row.blocker && <span className="block text-danger-ink">{row.blocker}</span>}
            </span>
            {aside?.(row)}
          </li>
        ))}
        {count > rows.length && (
          <li className="px-3 py-2 text-muted">and {(count - rows.length).toLocaleString('en')} more</li>
        )}
      </ul>
    </section>
  )
}
