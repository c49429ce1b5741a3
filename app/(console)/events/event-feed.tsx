import { RelativeTime } from '@/components/ui/relative-time'
import { eventLabel } from '@/lib/audit/catalogue'
import type { EventRow } from '@/lib/events/list'
import { isolated } from '@/lib/kernel/isolated'

/** The latest events of one user, in a narrow place: what, by or to whom, when. */
export function EventFeed({ rows, userId, now }: { rows: EventRow[]; userId: number; now: Date }) {
  return (
    <ol className="-my-2 flex flex-col divide-y divide-line-soft text-sm">
      {rows.map((event) => (
        <li key={event.id} className="flex items-baseline gap-3 py-2">
          <p className="min-w-0 flex-1 break-words">
            {eventLabel(event.name)}
            <span className="text-muted">{other(event, userId)}</span>
          </p>
          <RelativeTime at={event.createdAt} now={now} className="shrink-0 text-muted text-xs" />
        </li>
      ))}
    </ol>
  )
}

function other(event: EventRow, userId: number): string {
  if (event.actorUserId !== userId) return ` by ${isolated(event.actorLabel)}`
  const others = event.subjects.filter(({ type, id }) => type !== 'user' || id !== String(userId))
  return others.length > 0 ? `: ${others.map(({ label }) => isolated(label)).join(', ')}` : ''
}
