import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { EventTable } from '@/components/events/event-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { orInterrupt, pageContext } from '@/lib/page'
import { userOfPage } from '../read'
import { UserPage } from '../user-page'

export const metadata: Metadata = { title: 'User events' }

export default async function UserEventsPage({
  params,
  searchParams,
}: PageProps<'/directory/users/[id]/events'>) {
  const ctx = await pageContext()
  const user = await userOfPage((await params).id)
  const input = ListEvents.parse(await searchParams)
  const { rows, previous, next } = await orInterrupt(listEvents(ctx, { ...input, userId: user.id }))
  const href = (changes: Record<string, string>) =>
    `/directory/users/${user.id}/events?${new URLSearchParams({ size: String(input.size), ...changes })}`
  return (
    <UserPage user={user} tab="/events">
      <Card flush>
        {rows.length > 0 ? (
          <EventTable rows={rows} now={ctx.now} />
        ) : (
          <EmptyState icon={<ScrollText />} title="No events on this page">
            What {user.username} does, and what is done to them, leaves a line here.
          </EmptyState>
        )}
        <div className="px-4 py-2">
          <Pagination
            summary="Newest first"
            {...(previous && { previousHref: href({ before: previous }) })}
            {...(next && { nextHref: href({ after: next }) })}
            pageSize={{
              current: input.size,
              options: [20, 50, 100].map((size) => ({ size, href: href({ size: String(size) }) })),
            }}
          />
        </div>
      </Card>
    </UserPage>
  )
}
