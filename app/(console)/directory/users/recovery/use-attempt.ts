import { useState, useTransition } from 'react'
import { type ActionState, answerOf, messageOf } from '@/lib/action-state'

/** One act at a time, and what came of the latest. */
export function useAttempt<Input, Result>(act: (input: Input) => Promise<ActionState<Result>>) {
  const [pending, startTransition] = useTransition()
  const [state, setState] = useState<ActionState<Result>>({ status: 'idle' })
  const attempt = (input: Input) =>
    startTransition(async () => {
      const answer = await answerOf(act(input))
      startTransition(() => setState(answer))
    })
  return {
    pending,
    attempt,
    message: messageOf(state),
    result: state.status === 'done' ? state.result : undefined,
  }
}
