import type { Metadata } from 'next'
import { EventLog } from '@/app/(console)/events/event-log'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'
import { userOfPage } from '../read'
import { UserPage } from '../user-page'

export const metadata: Metadata = { title: 'User events' }

export default async function UserEventsPage({
  params,
  searchParams,
}: PageProps<'/directory/users/[id]/events'>) {
  const ctx = await permittedContext('events.read')
  const user = await userOfPage((await params).id)
  const input = ListEvents.parse(await searchParams)
  const page = await orInterrupt(listEvents(ctx, { ...input, about: { type: 'user', id: user.id } }))
  return (
    <UserPage user={user} tab="/events">
      <EventLog
        page={page}
        address={`/directory/users/${user.id}/events`}
        size={input.size}
        now={ctx.now}
        empty={`What ${isolated(user.username)} does, and what is done to them, leaves a line here.`}
      />
    </UserPage>
  )
}
