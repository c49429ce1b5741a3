import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { ListLayout } from '@/components/table/list-layout'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { pageSizes } from '@/lib/kernel/list-input'
import { EventTable } from './event-table'

export const metadata: Metadata = { title: 'Events' }

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const ctx = await permittedContext('events.read')
  const input = ListEvents.parse(await searchParams)
  const { rows, previous, next } = await orInterrupt(listEvents(ctx, input))
  const href = (position: Record<string, string>) =>
    `/events?${new URLSearchParams({ ...(input.size === 50 ? {} : { size: String(input.size) }), ...position })}`
  return (
    <ListLayout
      title="Events"
      meta="Who did what, and to whom"
      footer={
        <Pagination
          summary="Newest first"
          {...(previous && { previousHref: href({ before: previous }) })}
          {...(next && { nextHref: href({ after: next }) })}
          pageSize={{
            current: input.size,
            options: pageSizes.map((size) => ({ size, href: `/events?size=${size}` })),
          }}
        />
      }
    >
      {rows.length > 0 ? (
        <EventTable rows={rows} now={ctx.now} />
      ) : (
        <EmptyState icon={<ScrollText />} title="No events on this page">
          Everything that changes something leaves a line here.
        </EmptyState>
      )}
    </ListLayout>
  )
}
