import { Isolated } from '@/components/ui/isolated'
import type { EventRow } from '@/lib/events/list'

/** Old and new of every field an event changed. */
export function EventChanges({ changes }: { changes: EventRow['changes'] }) {
  const fields = Object.entries(changes)
  if (fields.length === 0) return null
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {fields.map(([field, change]) => (
        <div key={field} className="contents">
          <dt className="text-muted">{fieldName(field)}</dt>
          <dd className="break-words">
            {isBlank(change.old) ? null : (
              <>
                <del className="text-muted">
                  <Isolated>{shown(change.old)}</Isolated>
                </del>{' '}
                <span aria-hidden>→</span>{' '}
              </>
            )}
            <ins className="no-underline">
              <Isolated>{shown(change.new)}</Isolated>
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function fieldName(field: string): string {
  return field === 'isActive' ? 'is active' : field
}

function isBlank(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function shown(value: unknown): string {
  if (isBlank(value)) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
