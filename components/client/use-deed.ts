'use client'

import type { Sent } from '@/lib/doors/action-state'
import { messageOf } from '@/lib/doors/action-state'
import { toast } from '../ui/toast'
import { ask } from './ask'
import { useRun } from './use-submit'

/** What a button does without a form around it: a failure is said in a toast, and it can be tried again. */
export function useDeed<Result, Input = void>(
  send: (input: Input) => Promise<Sent<Result>>,
  onDone: (result: Result, input: Input) => void,
) {
  const { pending, run } = useRun()
  const deed = (input: Input) =>
    run(
      () => ask(() => send(input)),
      (answer) => {
        if (answer.status === 'done') return onDone(answer.result, input)
        const message = messageOf(answer)
        if (message) toast.error(message)
      },
    )
  return { pending, deed }
}
