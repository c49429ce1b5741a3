import type { ReactNode } from 'react'
import { type SortDirection, SortHeader } from '@/components/table/sort-header'
import type { userSorts } from '@/lib/users/list/input'
import { type Column, columnLabels } from './columns'
import { type ListView, listHref } from './list-href'

type Sort = (typeof userSorts)[number]

/** Times begin with the latest, texts with A. */
const firstSort: Record<Sort, ListView['sort']> = {
  username: 'username',
  name: 'name',
  'last-sign-in': '-last-sign-in',
  created: '-created',
}

type UserTableHeadProps = { view: ListView; columns: Column[]; selectAll: ReactNode }

export function UserTableHead({ view, columns, selectAll }: UserTableHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col" className="cell-check">
          {selectAll}
        </th>
        <th scope="col" className="cell-expand">
          <span className="sr-only">Details</span>
        </th>
        <th scope="col" aria-sort={sorted(view, 'username') ?? sorted(view, 'name')}>
          <NameSort view={view} sort="username" label="Username" />
          <span className="sort-separator"> / </span>
          <NameSort view={view} sort="name" label="Name" />
        </th>
        {columns.map((column) =>
          column === 'last-sign-in' || column === 'created' ? (
            <SortHeader
              key={column}
              {...(column === 'created' && { className: 'cell-extra' })}
              href={sortHref(view, column)}
              sorted={sorted(view, column)}
            >
              {columnLabels[column]}
            </SortHeader>
          ) : (
            <th key={column} scope="col">
              {columnLabels[column]}
            </th>
          ),
        )}
        <th scope="col" className="cell-actions">
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  )
}

/** Two orders share the column that shows both. */
function NameSort({ view, sort, label }: { view: ListView; sort: 'username' | 'name'; label: string }) {
  return (
    <a
      href={sortHref(view, sort)}
      className="sort"
      aria-label={`Sort by ${label.toLowerCase()}`}
      aria-current={sorted(view, sort) && 'true'}
    >
      {label}
    </a>
  )
}

function sorted({ sort }: ListView, name: Sort): SortDirection | undefined {
  if (sort === name) return 'ascending'
  return sort === `-${name}` ? 'descending' : undefined
}

function sortHref(view: ListView, name: Sort): string {
  const first = firstSort[name]
  const other = first === name ? (`-${name}` as const) : name
  return listHref(view, { sort: view.sort === first ? other : first })
}
