'use client'

import { startTransition, useActionState } from 'react'
import type { ActionState } from '@/lib/action-state'

/** A server action behind a form that is submitted by hand, so that what was typed stays when it is refused. */
export function useSubmit<Result, Input = unknown>(
  action: (input: Input) => Promise<ActionState<Result>>,
  onDone: (result: Result) => void,
) {
  const [state, act, pending] = useActionState<ActionState<Result>, Input>(
    async (_previous, input) => {
      const answer = await action(input)
      if (answer.status === 'done') onDone(answer.result)
      return answer
    },
    { status: 'idle' },
  )
  return { state, pending, submit: (input: Input) => startTransition(() => act(input)) }
}
