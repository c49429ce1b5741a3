'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { BulkBar } from '@/components/table/bulk-bar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MemberRow } from '@/lib/groups/members-list'
import type { SelectedUsers } from '@/lib/users/selection-input'
import { RemoveMembers } from './remove-members'

type MemberTableProps = {
  rows: MemberRow[]
  group: { id: number; name: string }
  mayChange: boolean
  /** The search of a list of direct members that goes on beyond this page, and how many it finds. */
  matching: { q: string; total: string } | undefined
  now: Date
}

/** Members with the way they are in the group. Who is in it directly can be taken out. */
export function MemberTable({ rows, group, mayChange, matching, now }: MemberTableProps) {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const [leaving, setLeaving] = useState<SelectedUsers>()
  const router = useRouter()
  const direct = rows.filter((row) => row.direct !== null).map(({ id }) => id)
  const toggle = (ids: number[], on: boolean) =>
    setSelected((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  return (
    <>
      <div className="table-wrap">
        <table className="data-table">
          <caption className="sr-only">Members</caption>
          <thead>
            <tr>
              {mayChange && (
                <th scope="col" className="cell-check">
                  <Checkbox
                    aria-label="Select all direct members on this page"
                    disabled={direct.length === 0}
                    checked={direct.length > 0 && direct.every((id) => selected.has(id))}
                    onChange={(event) => toggle(direct, event.currentTarget.checked)}
                  />
                </th>
              )}
              <th scope="col">User</th>
              <th scope="col">Email</th>
              <th scope="col">Membership</th>
              <th scope="col">Until</th>
              {mayChange && (
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-selected={selected.has(row.id) ? '' : undefined}>
                {mayChange && (
                  <td className="cell-check">
                    {row.direct && (
                      <Checkbox
                        aria-label={`Select ${row.username}`}
                        checked={selected.has(row.id)}
                        onChange={(event) => toggle([row.id], event.currentTarget.checked)}
                      />
                    )}
                  </td>
                )}
                <td className="cell-main">
                  <a href={`/directory/users/${row.id}/groups`}>{row.username}</a>
                  <small>{row.name}</small>
                </td>
                <td data-label="Email">{row.email}</td>
                <td data-label="Membership">
                  <Way row={row} />
                </td>
                <td data-label="Until">
                  {row.direct?.expiresAt ? (
                    <RelativeTime at={row.direct.expiresAt} now={now} />
                  ) : (
                    <span className="text-muted">{row.direct ? 'Lasting' : '–'}</span>
                  )}
                </td>
                {mayChange && (
                  <td className="cell-actions">
                    {row.direct && (
                      <Button
                        size="sm"
                        variant="ghost"
                        aria-label={`Remove ${row.username}`}
                        onClick={() => setLeaving({ ids: [row.id] })}
                      >
                        Remove
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {selected.size > 0 && (
        <BulkBar summary={`${selected.size} selected`} onClear={() => setSelected(new Set())}>
          <Button size="sm" variant="danger-quiet" onClick={() => setLeaving({ ids: [...selected] })}>
            Remove from group
          </Button>
          {matching && (
            <Button
              size="sm"
              variant="danger-quiet"
              onClick={() => setLeaving({ matching: { folder: '', subfolders: true, q: matching.q } })}
            >
              Remove all {matching.total} that match
            </Button>
          )}
        </BulkBar>
      )}
      {leaving && (
        <RemoveMembers
          group={group}
          selected={leaving}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            setLeaving(undefined)
            setSelected(new Set())
            router.refresh()
          }}
        />
      )}
    </>
  )
}

function Way({ row: { direct, through } }: { row: MemberRow }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      {direct && <Badge tone="accent">Direct</Badge>}
      {!direct && <Badge>Inherited</Badge>}
      {through.length > 0 && (
        <span className="min-w-0 break-words text-muted text-sm">
          through{' '}
          {through.slice(0, 3).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`/directory/groups/${id}`}>{name}</a>
            </span>
          ))}
          {through.length > 3 && ` and ${through.length - 3} more`}
        </span>
      )}
    </span>
  )
}
