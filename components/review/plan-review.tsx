import type { ReactNode } from 'react'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import type { Noun } from '../count-text'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { type EndingNouns, endingsText, PlanRows } from './plan-rows'

type PlanReviewProps = {
  plan: Plan
  noun: Noun
  endings: EndingNouns
  sum?: ((text: string) => ReactNode) | undefined
  aside?: ((row: PlanRow) => ReactNode) | undefined
  /** Goes on without these; left out where one cannot. */
  onLeaveOut?: ((ids: number[]) => void) | undefined
}

/** What the change would do: what stands in its way, what it warns of, what ends, and the rows. */
export function PlanReview({ plan, noun, endings, sum = endsAtOnce, aside, onLeaveOut }: PlanReviewProps) {
  const blocked = plan.rows.filter(({ blocker }) => blocker !== undefined)
  const reasons = new Set(blocked.map(({ blocker }) => blocker))
  const canLeaveOut = plan.blockers.every((reason) => reasons.has(reason)) && plan.count > 0
  const summary = sum(endingsText(plan.ends, endings))
  return (
    <>
      {plan.blockers.length > 0 && (
        <Alert tone="danger" role="alert" title="This cannot be done">
          {plan.blockers.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          {canLeaveOut && onLeaveOut && (
            <Button size="sm" className="mt-2" onClick={() => onLeaveOut(blocked.map(({ id }) => id))}>
              Leave out the blocked {blocked.length === 1 ? 'one' : 'ones'}
            </Button>
          )}
        </Alert>
      )}
      {plan.warnings.length > 0 && (
        <Alert tone="warning">
          {plan.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Alert>
      )}
      {summary && plan.blockers.length === 0 && <p className="text-pretty text-sm">{summary}</p>}
      {plan.rows.length > 0 && <PlanRows plan={plan} noun={noun} endings={endings} aside={aside} />}
    </>
  )
}

function endsAtOnce(text: string): ReactNode {
  if (text === '') return null
  return (
    <>
      Ends at once: <span className="font-medium">{text}</span>.
    </>
  )
}
