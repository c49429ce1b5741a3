'use client'

import { type FormEvent, useActionState, useState } from 'react'
import type { ActionState, FormAction } from '@/lib/doors/action-state'
import { ask } from './ask'
import { formData } from './form-data'
import { useRun } from './use-submit'

/**
 * A plain form that is posted to its action, which works before scripts do and without them. With them it is sent by
 * hand: no failure takes the page away, and React does not empty the fields.
 */
export function useActionForm<Result>(
  action: FormAction<Result>,
  onDone: (result: Result) => void = () => {},
) {
  const [posted, post] = useActionState<ActionState<Result>, FormData>(
    action as unknown as (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>>,
    { status: 'idle' },
  )
  const [answer, setAnswer] = useState<ActionState<Result>>()
  const [round, setRound] = useState(0)
  const { pending, run } = useRun()

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = formData(event.currentTarget)
    run(
      () => ask(() => action(undefined, form)),
      (answer) => {
        setAnswer(answer)
        if (answer.values) setRound((count) => count + 1)
        if (answer.status === 'done') onDone(answer.result)
      },
    )
  }

  /** `round`: how often the server has answered. */
  return { state: answer ?? posted, pending, round, form: { action: post, onSubmit, noValidate: true } }
}
