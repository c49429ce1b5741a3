import { DataTable } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Isolated } from '@/components/ui/isolated'
import { RelativeTime } from '@/components/ui/relative-time'
import type { HeldGrant } from '@/lib/grants/list'
import { scopeText } from '@/lib/grants/words'
import { isolated } from '@/lib/kernel/isolated'
import { RemoveGrant } from '../../../permissions/remove-grant'
import { Scope } from '../../../permissions/scope'

export function HolderTable({ rows, now }: { rows: HeldGrant[]; now: Date }) {
  return (
    <DataTable caption="Who has this role" columns={['Who', 'Over', 'Given by', 'When']} hasActions>
      {rows.map(({ id, holder, scope, createdAt, createdBy, isRemovable }) => (
        <tr key={id}>
          <td className="cell-main">
            <span className="inline-flex items-baseline gap-2">
              <a href={`/directory/${holder.kind}s/${holder.id}/permissions`}>{holder.label}</a>
              {holder.kind === 'group' && <Badge>Group</Badge>}
            </span>
          </td>
          <td data-label="Over" className="cell-text">
            <Scope scope={scope} />
          </td>
          <td data-label="Given by" className="cell-text">
            <Isolated>{createdBy}</Isolated>
          </td>
          <td data-label="When">
            <RelativeTime at={createdAt} now={now} />
          </td>
          <td>
            {isRemovable && (
              <RemoveGrant id={id} what={`from ${isolated(holder.label)} over ${scopeText(scope)}`} />
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
