import type { ReactNode } from 'react'
import { DataTable } from '@/components/table/data-table'
import { Nothing } from '@/components/ui/facts'
import { Isolated } from '@/components/ui/isolated'
import { RelativeTime } from '@/components/ui/relative-time'
import type { GroupRow } from '@/lib/groups/list'
import { isolated } from '@/lib/kernel/isolated'
import type { Branches } from './branches'
import { type GroupsView, groupHref, groupsHref } from './list-href'
import { memberCount } from './member-count'

type GroupTableProps = {
  rows: GroupRow[]
  branches: Branches
  isTree: boolean
  view: GroupsView
  /** The page of the list that is shown. */
  here: { after: string | undefined; before: string | undefined }
  now: Date
}

/** Groups one below the other; of the tree each with what is open below it. */
export function GroupTable({ rows, isTree, ...shared }: GroupTableProps) {
  return (
    <DataTable caption="Groups" columns={['Name', 'Members', 'Parents', 'Groups below', 'Changed']}>
      {isTree
        ? rows.map((row) => <Branch key={row.id} row={row} way={String(row.id)} {...shared} />)
        : rows.map((row) => <Row key={row.id} row={row} view={shared.view} now={shared.now} />)}
    </DataTable>
  )
}

type BranchProps = Omit<GroupTableProps, 'rows' | 'isTree'> & { row: GroupRow; way: string }

function Branch({ row, way, ...shared }: BranchProps) {
  const { branches, view, here, now } = shared
  const depth = way.split('.').length - 1
  const below = branches.get(way)
  const open = below
    ? view.open.filter((branch) => branch !== way && !branch.startsWith(`${way}.`))
    : [...view.open, way]
  const toggle = row.below > 0 && (
    // biome-ignore lint/a11y/useAnchorContent: its label is its name.
    <a
      href={groupsHref(view, { open, ...here })}
      data-replace=""
      className="row-button"
      data-icon="chevron"
      aria-label={`Groups below ${isolated(row.name)}`}
      aria-expanded={below !== undefined}
    />
  )
  return (
    <>
      <Row row={row} view={view} now={now} depth={depth} toggle={toggle} />
      {below?.rows.map((child) => (
        <Branch key={child.id} row={child} way={`${way}.${child.id}`} {...shared} />
      ))}
      {below?.more && (
        <tr>
          <td colSpan={5} className="text-sm" style={{ paddingInlineStart: indent(depth + 1) }}>
            <a href={groupsHref(view, { parent: row.id, view: 'flat' })}>
              All groups below <Isolated>{row.name}</Isolated>
            </a>
          </td>
        </tr>
      )}
    </>
  )
}

function indent(depth: number): string {
  return `${0.75 + Math.min(depth, 8) * 1.25}rem`
}

type RowProps = { row: GroupRow; view: GroupsView; now: Date; depth?: number; toggle?: ReactNode }

function Row({ row, view, now, depth, toggle }: RowProps) {
  return (
    <tr>
      <td
        className="cell-main"
        style={depth === undefined ? undefined : { paddingInlineStart: indent(depth) }}
      >
        {depth === undefined ? (
          <a href={groupHref(row.id)} title={row.name}>
            {row.name}
          </a>
        ) : (
          <span className="flex items-center gap-1">
            <span className="grid size-6 shrink-0 place-items-center">{toggle}</span>
            <a href={groupHref(row.id)} title={row.name} className="min-w-0 sm:truncate">
              {row.name}
            </a>
            <span className="sr-only">, level {depth + 1}</span>
          </span>
        )}
      </td>
      <td data-label="Members" className="tabular-nums">
        {memberCount(row.members)}
      </td>
      <td data-label="Parents">
        <Names groups={row.parents} />
      </td>
      <td data-label="Groups below" className="tabular-nums">
        {row.below > 0 ? (
          <a href={groupsHref(view, { parent: row.id, view: 'flat', q: '' })}>
            {row.below.toLocaleString('en')}
          </a>
        ) : (
          <Nothing />
        )}
      </td>
      <td data-label="Changed">
        <RelativeTime at={row.updatedAt} now={now} />
      </td>
    </tr>
  )
}

const most = 3

/** The first of several groups as links, and how many more there are. */
export function Names({ groups }: { groups: { id: number; name: string }[] }) {
  if (groups.length === 0) return <Nothing />
  return (
    <span className="break-words">
      {groups.slice(0, most).map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={groupHref(id)}>
            <Isolated>{name}</Isolated>
          </a>
        </span>
      ))}
      {groups.length > most && ` and ${groups.length - most} more`}
    </span>
  )
}
