import type { Metadata } from 'next'
import { EventLog } from '@/app/(console)/events/event-log'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'
import { roleOfPage } from '../read'
import { RolePage } from '../role-page'

export const metadata: Metadata = { title: 'Role events' }

export default async function RoleEventsPage({
  params,
  searchParams,
}: PageProps<'/directory/roles/[id]/events'>) {
  const ctx = await permittedContext('events.read')
  const role = await roleOfPage((await params).id)
  const input = ListEvents.parse(await searchParams)
  const page = await orInterrupt(listEvents(ctx, { ...input, about: { type: 'role', id: role.id } }))
  return (
    <RolePage role={role} tab="/events">
      <EventLog
        page={page}
        address={`/directory/roles/${role.id}/events`}
        size={input.size}
        now={ctx.now}
        empty={`What is changed about ${isolated(role.name)}, and who is given it, leaves a line here.`}
      />
    </RolePage>
  )
}
