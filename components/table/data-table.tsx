import type { ReactNode } from 'react'

type DataTableProps = {
  /** What it lists, for those who do not see where it stands. */
  caption: string
  columns: (string | false)[]
  /** The head of a first column of checkboxes, when there is one. */
  select?: ReactNode
  /** True when there is a last column of buttons. */
  hasActions?: boolean
  /** The rows. */
  children: ReactNode
}

/** A table that scrolls inside its place, and is a list of cards on a phone. */
export function DataTable({ caption, columns, select, hasActions = false, children }: DataTableProps) {
  return (
    <div className="table-wrap">
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {select && (
              <th scope="col" className="cell-check">
                {select}
              </th>
            )}
            {columns.map(
              (column) =>
                column && (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ),
            )}
            {hasActions && (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
