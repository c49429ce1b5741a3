import { counted, inWords } from '@/components/count-text'
import { DataTable } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Nothing } from '@/components/ui/facts'
import type { RoleRow } from '@/lib/roles/list'

export function RoleTable({ rows }: { rows: RoleRow[] }) {
  // Whoever may see nobody's permissions has no use for an empty column.
  const hasHolders = rows.some(({ holders }) => holders !== undefined)
  return (
    <DataTable caption="Roles" columns={['Role', 'Description', 'Permissions', hasHolders && 'Given to']}>
      {rows.map((role) => (
        <tr key={role.id}>
          <td className="cell-main">
            <span className="inline-flex items-baseline gap-2">
              <a href={`/directory/roles/${role.id}`}>{role.name}</a>
              {role.isBuiltIn && <Badge>Built in</Badge>}
            </span>
          </td>
          <td data-label="Description" className="cell-text">
            {role.description || <Nothing />}
          </td>
          <td data-label="Permissions">{role.permissions.length}</td>
          {hasHolders && <td data-label="Given to">{holdersText(role.holders)}</td>}
        </tr>
      ))}
    </DataTable>
  )
}

function holdersText(holders: RoleRow['holders']) {
  const parts = [
    ...(holders?.users ? [counted(holders.users, ['user', 'users'])] : []),
    ...(holders?.groups ? [counted(holders.groups, ['group', 'groups'])] : []),
  ]
  return parts.length > 0 ? inWords(parts) : <Nothing>Nobody</Nothing>
}
