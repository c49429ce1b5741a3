'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { MembershipUntil, MembershipWay } from '@/app/(console)/directory/groups/membership'
import { BulkBar } from '@/components/table/bulk-bar'
import { DataTable } from '@/components/table/data-table'
import { useSelectedIds } from '@/components/table/use-selected-ids'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import type { MemberRow } from '@/lib/groups/members-list'
import { isolated } from '@/lib/kernel/isolated'
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
  const { selected, toggle, clear } = useSelectedIds()
  const [leaving, setLeaving] = useState<SelectedUsers>()
  const router = useRouter()
  const direct = rows.filter((row) => row.direct !== null).map(({ id }) => id)
  return (
    <>
      <DataTable
        caption="Members"
        columns={['User', 'Email', 'Membership', 'Until']}
        select={
          mayChange && (
            <Checkbox
              aria-label="Select all direct members on this page"
              disabled={direct.length === 0}
              checked={direct.length > 0 && direct.every((id) => selected.has(id))}
              onChange={(event) => toggle(direct, event.currentTarget.checked)}
            />
          )
        }
        hasActions={mayChange}
      >
        {rows.map((row) => (
          <tr key={row.id} data-selected={selected.has(row.id) ? '' : undefined}>
            {mayChange && (
              <td className="cell-check">
                {row.direct && (
                  <Checkbox
                    aria-label={`Select ${isolated(row.username)}`}
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
              <MembershipWay {...row} />
            </td>
            <td data-label="Until">
              <MembershipUntil direct={row.direct} now={now} />
            </td>
            {mayChange && (
              <td className="cell-actions">
                {row.direct && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`Remove ${isolated(row.username)}`}
                    onClick={() => setLeaving({ ids: [row.id] })}
                  >
                    Remove
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </DataTable>
      {selected.size > 0 && (
        <BulkBar summary={`${selected.size} selected`} onClear={clear}>
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
            clear()
            router.refresh()
          }}
        />
      )}
    </>
  )
}
