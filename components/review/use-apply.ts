import { useState } from 'react'
import { isPlan, type Plan, type Review } from '@/lib/acts/plan'
import { type ActionState, fieldError, messageOf, type Sent } from '@/lib/doors/action-state'
import { ask } from '../client/ask'
import { useRun } from '../client/use-submit'

const blocked = 'Things have changed since you looked. Nothing was done, and something now stands in the way.'

type Outcome<Result> = {
  done: (result: Result) => void
  changed: (plan: Plan) => void
  /** Whether this is answered elsewhere than in the review. */
  elsewhere?: ((answer: ActionState<Result>, review: Review) => boolean) | undefined
}

/**
 * Applies the plan that was reviewed. When it is no longer the one, nothing is done and the new one is handed on. What
 * went wrong is about what was asked for: when that changes, it is gone.
 */
export function useApply<Result>(
  about: string,
  apply: (review: Review) => Promise<Sent<Result>>,
  { done, changed, elsewhere }: Outcome<Result>,
) {
  const { pending, run } = useRun()
  const [said, setSaid] = useState<{ about: string; state: ActionState<unknown> }>()
  const say = (state: ActionState<unknown>) => setSaid({ about, state })
  const state: ActionState<unknown> = said?.about === about ? said.state : { status: 'idle' }
  const submit = (review: Review) =>
    run(
      () => ask(() => apply(review)),
      (answer) => {
        if (answer.status === 'done') return done(answer.result)
        const current = answer.status === 'conflict' && isPlan(answer.current) ? answer.current : undefined
        if (current) changed(current)
        else if (elsewhere?.(answer, review)) return
        say(current && current.blockers.length > 0 ? { status: 'failed', message: blocked } : answer)
      },
    )
  return {
    pending,
    submit,
    message: messageOf(state),
    errorOf: (field: string) => fieldError(state, field),
    refuse: (field: string, reason: string) => say({ status: 'invalid', fields: { [field]: [reason] } }),
  }
}
