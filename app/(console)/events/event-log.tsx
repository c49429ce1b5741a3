import { ScrollText } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import type { EventPage } from '@/lib/events/list'
import { pageSizes } from '@/lib/kernel/list-input'
import { EventTable } from './event-table'

/** The history of one user, group or role, a page of it. `address`: of the page it stands on. */
export function EventLog({
  page: { rows, previous, next },
  address,
  size,
  now,
  empty,
}: {
  page: EventPage
  address: string
  size: number
  now: Date
  empty: string
}) {
  const href = (changes: Record<string, string>) =>
    `${address}?${new URLSearchParams({ size: String(size), ...changes })}`
  return (
    <Card flush>
      {rows.length > 0 ? (
        <EventTable rows={rows} now={now} />
      ) : (
        <EmptyState icon={<ScrollText />} title="No events on this page">
          {empty}
        </EmptyState>
      )}
      <div className="px-4 py-2">
        <Pagination
          summary="Newest first"
          {...(previous && { previousHref: href({ before: previous }) })}
          {...(next && { nextHref: href({ after: next }) })}
          pageSize={{
            current: size,
            options: pageSizes.map((size) => ({ size, href: href({ size: String(size) }) })),
          }}
        />
      </div>
    </Card>
  )
}
