import { Fragment } from 'react'
import { DataTable } from '@/components/table/data-table'
import { Isolated } from '@/components/ui/isolated'
import { RelativeTime } from '@/components/ui/relative-time'
import { eventLabel } from '@/lib/audit/catalogue'
import type { EventRow } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'
import { EventChanges } from './event-changes'

/** Lines of the audit log, the newest first; what changed folds out without JavaScript. */
export function EventTable({ rows, now }: { rows: EventRow[]; now: Date }) {
  return (
    <DataTable caption="Events" columns={['What', 'To whom', 'By whom', 'From', 'When']}>
      {rows.map((event) => (
        <tr key={event.id}>
          <td className="cell-main">
            <EventSummary event={event} />
          </td>
          <td data-label="To whom">
            {event.subjects.map((subject, index) => (
              <Fragment key={`${subject.type} ${subject.id}`}>
                {index > 0 && ', '}
                <PersonOrThing {...subject} />
              </Fragment>
            ))}
          </td>
          <td data-label="By whom">
            {event.actorUserId ? (
              <PersonOrThing type="user" id={String(event.actorUserId)} label={event.actorLabel} />
            ) : (
              event.actorLabel
            )}
            {event.actorType === 'apiToken' && ' (API token)'}
          </td>
          <td data-label="From">{event.ip}</td>
          <td data-label="When">
            <RelativeTime at={event.createdAt} now={now} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function EventSummary({ event }: { event: EventRow }) {
  const reason = typeof event.details.reason === 'string' ? `: ${isolated(event.details.reason)}` : ''
  const title = `${eventLabel(event.name)}${reason}`
  if (Object.keys(event.changes).length === 0) return <>{title}</>
  return (
    <details>
      <summary className="cursor-pointer">{title}</summary>
      <div className="whitespace-normal py-2 pl-4">
        <EventChanges changes={event.changes} />
      </div>
    </details>
  )
}

/** A user's page is there as long as the user is; the name is the one of the time. */
function PersonOrThing({ type, id, label }: { type: string; id: string; label: string }) {
  return type === 'user' ? (
    <a href={`/directory/users/${id}`}>
      <Isolated>{label}</Isolated>
    </a>
  ) : (
    <Isolated>{label}</Isolated>
  )
}
