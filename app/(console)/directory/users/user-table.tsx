import { type ChangeEvent, Fragment, memo, type ReactNode } from 'react'
import { absoluteTime, relativeTime } from '@/components/ui/time-text'
import { isolated } from '@/lib/kernel/isolated'
import { type AllowedActs, actHref } from './acts/act'
import { type Column, columnLabels } from './columns'
import { type ListView, userHref } from './list-href'
import type { Row } from './rows'
import { UserTableHead } from './user-table-head'

export type UserTableProps = {
  rows: Row[]
  /** The user just created, when another page would show it. */
  created: Row | undefined
  highlight: number | undefined
  open: number | undefined
  /** What the open row unfolds. */
  details: ReactNode
  columns: Column[]
  view: ListView
  /** This very page of the list, without an open row. */
  here: string
  now: number
  editable: boolean
  allowed: AllowedActs
}

type Selecting = {
  isSelected: (id: number) => boolean
  onToggle: (event: ChangeEvent<HTMLInputElement>) => void
  head: ReactNode
}

/** The rows are plain elements made from plain data: links without components, icons by reference. */
export function UserTable({
  rows,
  created,
  highlight,
  open,
  details,
  columns,
  view,
  here,
  now,
  isSelected,
  onToggle,
  head,
}: UserTableProps & Selecting) {
  const shown = created ? [created, ...rows] : rows
  const opening = `${here}${here.includes('?') ? '&' : '?'}open=`
  return (
    <table className="data-table">
      <caption className="sr-only">Users</caption>
      <UserTableHead view={view} columns={columns} selectAll={head} />
      <tbody>
        {shown.map((row) => (
          <Fragment key={row.id}>
            <UserTableRow
              row={row}
              columns={columns}
              now={now}
              note={row === created ? 'Just created' : undefined}
              isNew={row.id === highlight}
              isSelected={isSelected(row.id)}
              detailsHref={row.id === open ? here : `${opening}${row.id}`}
              isOpen={row.id === open}
              onToggle={onToggle}
            />
            {row.id === open && (
              <tr data-detail id={`details-${row.id}`}>
                <td colSpan={columns.length + 4}>{details}</td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

type UserTableRowProps = {
  row: Row
  columns: Column[]
  now: number
  note: string | undefined
  isNew: boolean
  isSelected: boolean
  isOpen: boolean
  detailsHref: string
  onToggle: (event: ChangeEvent<HTMLInputElement>) => void
}

const UserTableRow = memo(function UserTableRow({
  row,
  columns,
  now,
  note,
  isNew,
  isSelected,
  isOpen,
  detailsHref,
  onToggle,
}: UserTableRowProps) {
  const { id, username } = row
  const activity = row.isActive ? 'deactivate' : 'activate'
  return (
    <tr
      data-inactive={row.isActive ? undefined : ''}
      data-new={isNew ? '' : undefined}
      data-selected={isSelected ? '' : undefined}
    >
      <td className="cell-check">
        <input
          type="checkbox"
          className="checkbox"
          aria-label={`Select ${isolated(username)}`}
          value={id}
          checked={isSelected}
          onChange={onToggle}
        />
      </td>
      <td className="cell-expand">
        {/* biome-ignore lint/a11y/useAnchorContent: its label is its name; elements inside would cost every row. */}
        <a
          href={detailsHref}
          data-replace=""
          className="row-button"
          data-icon="chevron"
          aria-label={`Details of ${isolated(username)}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `details-${id}` : undefined}
        />
      </td>
      <td className="cell-main">
        <a href={userHref(id)}>{username}</a>
        {note && <span className="cell-note">{note}</span>}
        <small>{row.name}</small>
      </td>
      {columns.map((column) => cells[column](row, now))}
      <td className="cell-actions">
        {row.canEdit && (
          // biome-ignore lint/a11y/useAnchorContent: as above.
          <a
            href={`${userHref(id)}?edit=yes`}
            data-edit={id}
            className="row-button"
            data-icon="edit"
            aria-label={`Edit ${isolated(username)}`}
          />
        )}
        {row.canDeactivate && (
          // biome-ignore lint/a11y/useAnchorContent: as above.
          <a
            href={actHref(id, activity)}
            data-act={activity}
            data-user={id}
            className="row-button"
            data-icon="power"
            aria-label={`${row.isActive ? 'Deactivate' : 'Activate'} ${isolated(username)}`}
          />
        )}
      </td>
    </tr>
  )
})

const cells: Record<Column, (row: Row, now: number) => ReactNode> = {
  email: (row) => text('email', row.email),
  folder: (row) => text('folder', row.path, folderEnd(row.path)),
  type: (row) => (
    <td key="type" data-label={columnLabels.type}>
      {row.type}
    </td>
  ),
  active: (row) => (
    <td key="active" data-label={columnLabels.active}>
      <span className="cell-state">{row.isActive ? 'Active' : 'Inactive'}</span>
    </td>
  ),
  'last-sign-in': (row, now) => (
    <td key="last-sign-in" data-label={columnLabels['last-sign-in']} {...moment(row.lastSignInAt, now)} />
  ),
  created: (row, now) => (
    <td
      key="created"
      className="cell-extra"
      data-label={columnLabels.created}
      {...moment(row.createdAt, now)}
    />
  ),
}

/** The title holds the whole of what the column may cut. */
function text(column: Column, value: string | null, shown = value): ReactNode {
  return (
    <td key={column} className="cell-text" data-label={columnLabels[column]} title={value ?? undefined}>
      {shown}
    </td>
  )
}

/** What tells deep folders apart is their end. */
function folderEnd(path: string): string {
  const segments = path.split('/')
  return segments.length > 2 ? `…/${segments.slice(-2).join('/')}` : path
}

/** How long ago, with the exact moment on hover; no element of its own, as there are two in every row. */
function moment(milliseconds: number | null, now: number) {
  if (milliseconds === null) return { children: 'Never' }
  const at = new Date(milliseconds)
  return { title: absoluteTime(at), children: relativeTime(at, new Date(now)) }
}
