import { useCallback, useState, useTransition } from 'react'
import { type ActionState, fieldError, messageOf } from '@/lib/action-state'
import { isPlan, type Plan, type Review } from '@/lib/plan'
import { broken } from './use-plan'

const blocked = 'Things have changed since you looked. Nothing was done, and something now stands in the way.'

type Outcome<Result> = { done: (result: Result) => void; changed: (plan: Plan) => void }

/** Applies the plan that was reviewed. When it is no longer the one, nothing is done and the new one is handed on. */
export function useApply<Result>(
  apply: (review: Review) => Promise<ActionState<Result>>,
  { done, changed }: Outcome<Result>,
) {
  const [pending, startTransition] = useTransition()
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const submit = (review: Review) =>
    startTransition(async () => {
      const answer = await apply(review).catch(() => undefined)
      if (answer?.status === 'done') return done(answer.result)
      const current = answer?.status === 'conflict' && isPlan(answer.current) ? answer.current : undefined
      if (current) changed(current)
      const message = current && current.blockers.length > 0 ? blocked : undefined
      if (message) setState({ status: 'failed', message })
      else setState(answer ?? { status: 'failed', message: broken })
    })
  return {
    pending,
    submit,
    message: messageOf(state),
    errorOf: (field: string) => fieldError(state, field),
    clear: useCallback(() => setState({ status: 'idle' }), []),
    refuse: (field: string, reason: string) => setState({ status: 'invalid', fields: { [field]: [reason] } }),
  }
}
