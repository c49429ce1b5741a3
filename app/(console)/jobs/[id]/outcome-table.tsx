import { Badge } from '@/components/ui/badge'
import type { Outcome } from '@/lib/jobs/get'

const words = { done: 'Done', unchanged: 'Nothing to do', refused: 'Not done' }

/** What came of each user of a job. */
export function OutcomeTable({ rows }: { rows: Outcome[] }) {
  return (
    <div className="table-wrap">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Outcome</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ position, userId, label, outcome, message }) => (
            <tr key={position}>
              <td className="cell-main">
                {userId === null ? label : <a href={`/directory/users/${userId}`}>{label}</a>}
              </td>
              <td data-label="Outcome">
                {outcome && (
                  <Badge tone={outcome === 'refused' ? 'warning' : 'neutral'}>{words[outcome]}</Badge>
                )}
              </td>
              <td data-label="Why">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
