'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { leaveGroupsAction, planLeavingAction } from '@/app/(console)/directory/groups/actions'
import { MembershipUntil, MembershipWay } from '@/app/(console)/directory/groups/membership'
import { groupNoun } from '@/app/(console)/directory/nouns'
import { counted } from '@/components/count-text'
import { askPlan } from '@/components/review/ask-plan'
import { ReviewDialog } from '@/components/review-dialog'
import { BulkBar } from '@/components/table/bulk-bar'
import { DataTable } from '@/components/table/data-table'
import { useSelectedIds } from '@/components/table/use-selected-ids'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast'
import type { GroupOfUser } from '@/lib/groups/of-user'
import { isolated } from '@/lib/kernel/isolated'

export type Membership = Pick<GroupOfUser, 'id' | 'name' | 'direct' | 'through'> & { mayLeave: boolean }

type MembershipTableProps = { userId: number; username: string; rows: Membership[]; now: Date }

/** The groups a user is in and the way into each. Those they are in directly can be left. */
export function MembershipTable({ userId, username, rows, now }: MembershipTableProps) {
  const { selected, toggle, clear } = useSelectedIds()
  const [leaving, setLeaving] = useState<number[]>()
  const mayLeave = rows.some((row) => row.mayLeave)
  return (
    <>
      <DataTable
        caption={`Groups of ${isolated(username)}`}
        columns={['Group', 'Membership', 'Since', 'Until']}
        select={mayLeave && <span className="sr-only">Select</span>}
        hasActions={mayLeave}
      >
        {rows.map((row) => (
          <tr key={row.id} data-selected={selected.has(row.id) ? '' : undefined}>
            {mayLeave && (
              <td className="cell-check">
                {row.mayLeave && (
                  <Checkbox
                    aria-label={`Select ${isolated(row.name)}`}
                    checked={selected.has(row.id)}
                    onChange={(event) => toggle([row.id], event.target.checked)}
                  />
                )}
              </td>
            )}
            <td className="cell-main">
              <a href={`/directory/groups/${row.id}`} title={row.name}>
                {row.name}
              </a>
            </td>
            <td data-label="Membership">
              <MembershipWay {...row} />
            </td>
            <td data-label="Since">{row.direct && <RelativeTime at={row.direct.addedAt} now={now} />}</td>
            <td data-label="Until">
              <MembershipUntil direct={row.direct} now={now} />
            </td>
            {mayLeave && (
              <td className="cell-actions">
                {row.mayLeave && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`Remove from ${isolated(row.name)}`}
                    onClick={() => setLeaving([row.id])}
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
          <Button size="sm" variant="danger-quiet" onClick={() => setLeaving([...selected])}>
            Remove from groups
          </Button>
        </BulkBar>
      )}
      {leaving && (
        <Leaving
          userId={userId}
          username={username}
          groupIds={leaving}
          onClose={() => setLeaving(undefined)}
          onDone={clear}
        />
      )}
    </>
  )
}

type LeavingProps = {
  userId: number
  username: string
  groupIds: number[]
  onClose: () => void
  onDone: () => void
}

function Leaving({ userId, username, groupIds, onClose, onDone }: LeavingProps) {
  const router = useRouter()
  const input = { userId, groupIds }
  return (
    <ReviewDialog
      about={`leave ${groupIds}`}
      verb="Remove"
      title={(plan) =>
        `Remove ${isolated(username)} from ${plan ? counted(plan.count || plan.blocked, groupNoun) : groupNoun[groupIds.length === 1 ? 0 : 1]}`
      }
      submitLabel="Remove"
      variant="danger"
      noun={groupNoun}
      endings={{}}
      nothing="They are in none of these directly any more."
      read={() => askPlan(() => planLeavingAction(input))}
      apply={(review) => leaveGroupsAction({ ...input, review })}
      onDone={({ count }) => {
        onClose()
        onDone()
        toast.success(`${isolated(username)} removed from ${counted(count, groupNoun)}`)
        router.refresh()
      }}
      onClose={onClose}
    />
  )
}
