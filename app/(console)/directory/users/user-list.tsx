'use client'

import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { UserTotal } from '@/lib/users/list/list'
import { type ActName, isActName } from './acts/act'
import { useActing } from './acts/use-acting'
import { UserAct } from './acts/user-act'
import { EditUser } from './edit-user'
import { UserRecovery } from './recovery/user-recovery'
import { isRecoveryWay, type WantedRecovery } from './recovery/way'
import { SelectionBar } from './selection-bar'
import { useSelection } from './use-selection'
import { UserTable, type UserTableProps } from './user-table'

type UserListProps = UserTableProps & {
  total: UserTotal
  /** Stands instead of the table: nothing to show, or a search that cannot be understood. */
  state: ReactNode
}

const dialogLinks = 'a[data-edit], a[data-act], a[data-recovery]'

/** The rows and what is selected of them. Stays while one pages and searches, and the selection with it. */
export function UserList({ total, state, ...table }: UserListProps) {
  const { rows, created, highlight, view, here } = table
  const { folder, subfolders, q } = view
  const matching = useMemo(() => ({ folder, subfolders, q }), [folder, subfolders, q])
  const shown = useMemo(() => (created ? [created, ...rows] : rows), [created, rows])
  const picking = useSelection(shown, matching)
  const wrap = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const { act, begin, close: closeAct } = useActing(acted)
  const [recovery, setRecovery] = useState<WantedRecovery>()
  const closeRecovery = useCallback(() => setRecovery(undefined), [])
  const [edited, setEdited] = useState<{ id: number; open: boolean }>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of the list begins at its top.
  useEffect(() => {
    wrap.current?.scrollTo({ top: 0 })
  }, [here])

  useEffect(() => {
    if (highlight !== undefined)
      wrap.current?.querySelector('tr[data-new]')?.scrollIntoView({ block: 'center' })
  }, [highlight])

  /** These links lead to the user's own page; with JavaScript they open the dialog here. */
  function onClick(event: MouseEvent) {
    const link = event.target instanceof Element && event.target.closest<HTMLElement>(dialogLinks)
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    const { edit, act: name, recovery: way, user } = link.dataset
    if (isActName(name)) begin({ name, selected: { ids: [Number(user)] } })
    else if (isRecoveryWay(way)) setRecovery({ userId: Number(user), way })
    else setEdited({ id: Number(edit), open: true })
  }

  function acted(name: ActName) {
    if (act && name === 'delete') picking.drop(act.selected)
    router.refresh()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the links of all rows at once. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click. */}
      <div ref={wrap} className="table-wrap" onClick={onClick}>
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
        allowed={table.allowed}
        folder={folder}
      />
      <UserAct act={act} allowed={table.allowed} onClose={closeAct} onDone={acted} />
      <UserRecovery wanted={recovery} onClose={closeRecovery} />
      {edited && (
        <EditUser
          userId={edited.id}
          open={edited.open}
          onOpenChange={(open) => setEdited({ ...edited, open })}
        />
      )}
    </>
  )
}
