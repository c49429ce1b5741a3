import { DataTable } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import type { Outcome } from '@/lib/acts/jobs/get'

const words = { done: 'Done', unchanged: 'Nothing to do', refused: 'Not done' }

/** What came of each user of a job. */
export function OutcomeTable({ rows }: { rows: Outcome[] }) {
  return (
    <DataTable caption="Outcomes" columns={['User', 'Outcome', 'Why']}>
      {rows.map(({ position, userId, label, outcome, message }) => (
        <tr key={position}>
          <td className="cell-main">
            {userId === null ? label : <a href={`/directory/users/${userId}`}>{label}</a>}
          </td>
          <td data-label="Outcome">
            {outcome && <Badge tone={outcome === 'refused' ? 'warning' : 'neutral'}>{words[outcome]}</Badge>}
          </td>
          <td data-label="Why">{message}</td>
        </tr>
      ))}
    </DataTable>
  )
}
