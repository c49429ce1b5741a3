import { DataTable } from '@/components/table/data-table'
import { Isolated } from '@/components/ui/isolated'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DirectGrant, InheritedGrant } from '@/lib/grants/of-holder'
import { givenText, scopeText } from '@/lib/grants/words'
import { Given } from './given'
import { RemoveGrant } from './remove-grant'
import { Scope } from './scope'
import { Steps } from './steps'

type Shared = { now: Date; canOpenRoles: boolean }

export function DirectGrants({ grants, now, canOpenRoles }: Shared & { grants: DirectGrant[] }) {
  return (
    <DataTable
      caption="Given directly"
      columns={['Permission or role', 'Over', 'Given by', 'When']}
      hasActions
    >
      {grants.map((grant) => (
        <tr key={grant.id}>
          <td className="cell-main">
            <Given grant={grant} canOpenRoles={canOpenRoles} />
          </td>
          <td data-label="Over" className="cell-text">
            <Scope scope={grant.scope} />
          </td>
          <td data-label="Given by" className="cell-text">
            <Isolated>{grant.createdBy}</Isolated>
          </td>
          <td data-label="When">
            <RelativeTime at={grant.createdAt} now={now} />
          </td>
          <td>
            {grant.isRemovable && (
              <RemoveGrant id={grant.id} what={`${givenText(grant)} over ${scopeText(grant.scope)}`} />
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

export function InheritedGrants({ grants, now, canOpenRoles }: Shared & { grants: InheritedGrant[] }) {
  return (
    <DataTable caption="Inherited" columns={['Permission or role', 'Over', 'Through', 'Given by', 'When']}>
      {grants.map((grant) => (
        <tr key={grant.id}>
          <td className="cell-main">
            <Given grant={grant} canOpenRoles={canOpenRoles} />
          </td>
          <td data-label="Over" className="cell-text">
            <Scope scope={grant.scope} />
          </td>
          <td data-label="Through" className="cell-text">
            <Steps steps={grant.steps} />
          </td>
          <td data-label="Given by" className="cell-text">
            <Isolated>{grant.createdBy}</Isolated>
          </td>
          <td data-label="When">
            <RelativeTime at={grant.createdAt} now={now} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
