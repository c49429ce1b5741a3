import { useState, useTransition } from 'react'
import type { Picked } from '@/components/form/lookup-picker'
import { type ActionState, answerOf, fieldError, messageOf } from '@/lib/action-state'
import type { AttributesFormat } from '@/lib/users/attributes-text'

export type GroupFormValues = {
  name: string
  parents: Picked[]
  attributes: { text: string; format: AttributesFormat }
}

export const emptyGroup: GroupFormValues = {
  name: '',
  parents: [],
  attributes: { text: '{}', format: 'yaml' },
}

export const groupLabels = { name: 'Name', parents: 'Parents', attributes: 'Attributes' } as const

type Outcome<Result> = {
  done: (result: Result) => void
  /** Somebody else changed the group; without it a conflict is only a message. */
  overtaken?: () => Promise<void>
}

/** The state of the form: what was typed stays whatever the server answers, and its errors stand at their fields. */
export function useGroupForm(initial: GroupFormValues) {
  const [values, setValues] = useState(initial)
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const [attempt, setAttempt] = useState(0)
  const [pending, startTransition] = useTransition()

  function submit<Result>(
    send: (input: object) => Promise<ActionState<Result>>,
    { done, overtaken }: Outcome<Result>,
    sent = values,
  ) {
    if (pending) return
    startTransition(async () => {
      const answer = await answerOf(send({ ...sent, parents: sent.parents.map(({ id }) => id) }))
      if (answer.status === 'conflict' && answer.current !== undefined && overtaken) {
        const isAsked = await overtaken().then(
          () => true,
          () => false,
        )
        if (isAsked) return setState({ status: 'idle' })
      }
      setState(answer)
      setAttempt((count) => count + 1)
      if (answer.status === 'done') done(answer.result)
    })
  }

  return {
    values,
    change: (changed: Partial<GroupFormValues>) => setValues((before) => ({ ...before, ...changed })),
    dirty: JSON.stringify(values) !== JSON.stringify(initial),
    pending,
    submit,
    errorOf: (name: string) => fieldError(state, name),
    summary: {
      attempt,
      message: messageOf(state),
      errors: (Object.keys(groupLabels) as (keyof typeof groupLabels)[]).flatMap((name) => {
        const message = fieldError(state, name)
        return message ? [{ name, label: groupLabels[name], message }] : []
      }),
    },
  }
}
