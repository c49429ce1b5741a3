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
    <div className="table-wrap">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Permission or role</th>
            <th scope="col">Over</th>
            <th scope="col">Given by</th>
            <th scope="col">When</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <tr key={grant.id}>
              <td className="cell-main">
                <Given grant={grant} canOpenRoles={canOpenRoles} />
              </td>
              <td data-label="Over" className="cell-text">
                <Scope scope={grant.scope} />
              </td>
              <td data-label="Given by" className="cell-text">
                {grant.createdBy}
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
        </tbody>
      </table>
    </div>
  )
}

export function InheritedGrants({ grants, now, canOpenRoles }: Shared & { grants: InheritedGrant[] }) {
  return (
    <div className="table-wrap">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Permission or role</th>
            <th scope="col">Over</th>
            <th scope="col">Through</th>
            <th scope="col">Given by</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
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
                {grant.createdBy}
              </td>
              <td data-label="When">
                <RelativeTime at={grant.createdAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
