import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'

/** What can be done with the selected rows. Floats, so that selecting never moves the rows. */
export function BulkBar({
  summary,
  onClear,
  more,
  children,
}: {
  /** "3 selected" */
  summary: string
  onClear: () => void
  /** Such as "Select all 1,204 that match". */
  more?: ReactNode
  children?: ReactNode
}) {
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-3 z-20 mx-auto -mt-14 mb-3 flex min-h-11 w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-raised px-2 py-1.5 shadow-pop"
    >
      <p role="status" className="pl-1.5 font-medium text-sm tabular-nums">
        {summary}
      </p>
      {more}
      <Button variant="ghost" size="sm" onClick={onClear}>
        <X aria-hidden /> Clear
      </Button>
      {children && (
        <div className="flex flex-wrap items-center gap-1.5 border-line sm:border-l sm:pl-2">{children}</div>
      )}
    </section>
  )
}
