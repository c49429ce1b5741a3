import { type FormEvent, startTransition, useActionState } from 'react'
import { type ActionState, answerOf } from '@/lib/action-state'

/**
 * Submits a form to an action by hand: React would empty its fields, also when it was refused. An answer that does not
 * come is an answer too, and a second submit waits for the first.
 */
export function useSubmit<Result>(
  send: (data: FormData) => Promise<ActionState<Result>>,
  onDone: (result: Result) => void = () => {},
) {
  const [state, act, pending] = useActionState(
    async (_previous: ActionState<Result>, data: FormData): Promise<ActionState<Result>> => {
      const answer = await answerOf(send(data))
      if (answer.status === 'done') onDone(answer.result)
      return answer
    },
    { status: 'idle' },
  )
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    if (!pending) startTransition(() => act(data))
  }
  return { state, pending, onSubmit }
}
