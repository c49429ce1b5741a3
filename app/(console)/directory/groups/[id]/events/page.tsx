import type { Metadata } from 'next'
import { EventLog } from '@/app/(console)/events/event-log'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'
import { GroupPage } from '../group-page'
import { groupOfPage } from '../read'

export const metadata: Metadata = { title: 'Group events' }

export default async function GroupEventsPage({
  params,
  searchParams,
}: PageProps<'/directory/groups/[id]/events'>) {
  const ctx = await permittedContext('events.read')
  const group = await groupOfPage((await params).id)
  const input = ListEvents.parse(await searchParams)
  const page = await orInterrupt(listEvents(ctx, { ...input, about: { type: 'group', id: group.id } }))
  return (
    <GroupPage group={group} tab="/events">
      <EventLog
        page={page}
        address={`/directory/groups/${group.id}/events`}
        size={input.size}
        now={ctx.now}
        empty={`What is changed about ${isolated(group.name)}, who joins it and who leaves it, leaves a line here.`}
      />
    </GroupPage>
  )
}
