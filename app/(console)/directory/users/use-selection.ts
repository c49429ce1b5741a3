import { type ChangeEvent, useCallback, useRef, useState } from 'react'
import type { MatchingUsers, SelectedUsers } from '@/lib/acts/selection-input'
import type { UserTotal } from '@/lib/users/list/list'
import type { Row } from './rows'

export type Picked = Pick<Row, 'id' | 'username' | 'email'>

/** Users one by one, or all that a query matches. */
export type Selection =
  | { kind: 'some'; users: ReadonlyMap<number, Picked> }
  | { kind: 'all'; matching: MatchingUsers; total: UserTotal }

const nobody: Selection = { kind: 'some', users: new Map() }

/** Lives as long as the list is on the screen, so paging and searching keep it. `matching` is what the page shows. */
export function useSelection(rows: Row[], matching: MatchingUsers) {
  const [selection, setSelection] = useState(nobody)
  const anchor = useRef<number | undefined>(undefined)
  const showsAll = selection.kind === 'all' && sameQuery(selection.matching, matching)
  const isSelected = (id: number) => (selection.kind === 'some' ? selection.users.has(id) : showsAll)

  const onToggle = useCallback(
    ({ currentTarget, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
      const id = Number(currentTarget.value)
      const { checked } = currentTarget
      const from = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? anchor.current : undefined
      anchor.current = id
      setSelection((before) =>
        toggled(
          before.kind === 'some' ? before : some(showsAll ? rows : []),
          rangeOf(rows, from, id),
          checked,
        ),
      )
    },
    [rows, showsAll],
  )

  const selectedHere = rows.filter((row) => isSelected(row.id)).length
  return {
    selection,
    isSelected,
    onToggle,
    page: { all: rows.length > 0 && selectedHere === rows.length, some: selectedHere > 0 },
    togglePage: (checked: boolean) =>
      setSelection((before) => toggled(before.kind === 'some' ? before : nobody, rows, checked)),
    selectAll: (total: UserTotal) => setSelection({ kind: 'all', matching, total }),
    clear: () => setSelection(nobody),
    /** Lets go of users who are gone. */
    drop: (gone: SelectedUsers) => setSelection((before) => withoutGone(before, gone)),
  }
}

function some(rows: Row[]): Selection {
  return { kind: 'some', users: new Map(rows.map((row) => [row.id, row])) }
}

function toggled(before: Selection, rows: Row[], checked: boolean): Selection {
  const users = new Map(before.kind === 'some' ? before.users : [])
  for (const { id, username, email } of rows) {
    if (checked) users.set(id, { id, username, email })
    else users.delete(id)
  }
  return { kind: 'some', users }
}

function withoutGone(before: Selection, gone: SelectedUsers): Selection {
  if (before.kind === 'all') return before
  if (!('ids' in gone)) return nobody
  const ids = new Set(gone.ids)
  return { kind: 'some', users: new Map([...before.users].filter(([id]) => !ids.has(id))) }
}

/** From the row clicked before to this one, as with files; otherwise this one. */
function rangeOf(rows: Row[], from: number | undefined, to: number): Row[] {
  const end = rows.findIndex((row) => row.id === to)
  const start = from === undefined ? end : rows.findIndex((row) => row.id === from)
  return start === -1 ? rows.slice(end, end + 1) : rows.slice(Math.min(start, end), Math.max(start, end) + 1)
}

function sameQuery(a: MatchingUsers, b: MatchingUsers): boolean {
  return a.folder === b.folder && a.subfolders === b.subfolders && a.q === b.q
}
