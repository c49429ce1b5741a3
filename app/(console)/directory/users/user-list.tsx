'use client'

import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { UserTotal } from '@/lib/users/list'
import { SelectionBar } from './selection-bar'
import { useSelection } from './use-selection'
import { UserTable, type UserTableProps } from './user-table'

type UserListProps = UserTableProps & {
  total: UserTotal
  /** Stands instead of the table: nothing to show, or a search that cannot be understood. */
  state: ReactNode
}

/** The rows and what is selected of them. Stays while one pages and searches, and the selection with it. */
export function UserList({ total, state, ...table }: UserListProps) {
  const { rows, created, view, here } = table
  const { folder, subfolders, q } = view
  const matching = useMemo(() => ({ folder, subfolders, q }), [folder, subfolders, q])
  const shown = useMemo(() => (created ? [created, ...rows] : rows), [created, rows])
  const picking = useSelection(shown, matching)
  const wrap = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of the list begins at its top.
  useEffect(() => {
    wrap.current?.scrollTo({ top: 0 })
  }, [here])

  return (
    <>
      <div ref={wrap} className="table-wrap">
        {state ?? (
          <UserTable
            {...table}
            isSelected={picking.isSelected}
            onToggle={picking.onToggle}
            head={
              <Checkbox
                aria-label="Select all on this page"
                checked={picking.page.all}
                indeterminate={picking.page.some && !picking.page.all}
                onChange={(event) => picking.togglePage(event.currentTarget.checked)}
              />
            }
          />
        )}
      </div>
      <SelectionBar
        picking={picking}
        total={total}
        canSelectAll={!state && total.count > rows.length}
        canMove={table.editable}
        folder={folder}
      />
    </>
  )
}
