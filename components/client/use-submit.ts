'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type ActionState, fieldError, messageOf, type Sent } from '@/lib/doors/action-state'
import { ask } from './ask'

/**
 * Sends to a server action by hand, so that what was typed stays, whatever comes back. One at a time; what comes back
 * after its form has gone is dropped. No transition: those hold up every navigation until they are over.
 */
export function useSubmit<Input, Result>(
  send: (input: Input) => Promise<Sent<Result>>,
  onDone: (result: Result, input: Input) => void = () => {},
) {
  const { pending, run, forget } = useRun()
  const [state, setState] = useState<ActionState<Result>>({ status: 'idle' })
  return {
    state,
    pending,
    message: messageOf(state),
    errorOf: (field: string) => fieldError(state, field),
    submit: (input: Input) =>
      run(
        () => ask(() => send(input)),
        (answer) => {
          setState(answer)
          if (answer.status === 'done') onDone(answer.result, input)
        },
      ),
    forget: useCallback(() => {
      forget()
      setState({ status: 'idle' })
    }, [forget]),
  }
}

/** One errand at a time, and no word of it to a component that is gone or has told it to be forgotten. */
export function useRun() {
  const [pending, setPending] = useState(false)
  const current = useRef<object>(undefined)
  const forget = useCallback(() => {
    current.current = undefined
    setPending(false)
  }, [])
  useEffect(
    () => () => {
      current.current = undefined
    },
    [],
  )

  async function run<Answer>(work: () => Promise<Answer>, settle: (answer: Answer) => void) {
    if (current.current) return
    const errand = {}
    current.current = errand
    setPending(true)
    const answer = await work()
    if (current.current !== errand) return
    forget()
    settle(answer)
  }

  return { pending, run, forget }
}
