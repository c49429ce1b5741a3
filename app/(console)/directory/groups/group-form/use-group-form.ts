import { useState } from 'react'
import { type Overtaken, sendOrRead } from '@/components/client/send-or-read'
import { useRun } from '@/components/client/use-submit'
import type { Picked } from '@/components/form/lookup-picker'
import { type ActionState, fieldError, messageOf, type Sent } from '@/lib/doors/action-state'
import type { AttributesFormat } from '@/lib/kernel/attributes-text'

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

type Outcome<Result, Stored> = {
  done: (result: Result) => void
  /** Somebody else changed the group; without it a conflict is only a message. */
  overtaken?: Overtaken<Stored>
}

/** The state of the form: what was typed stays whatever the server answers, and its errors stand at their fields. */
export function useGroupForm(initial: GroupFormValues) {
  const [values, setValues] = useState(initial)
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const [attempt, setAttempt] = useState(0)
  const { pending, run } = useRun()

  function submit<Result, Stored = never>(
    send: (input: object) => Promise<Sent<Result>>,
    { done, overtaken }: Outcome<Result, Stored>,
    given = values,
  ) {
    const input = { ...given, parents: given.parents.map(({ id }) => id) }
    run(
      () => sendOrRead(() => send(input), overtaken),
      ({ answer, meet }) => {
        setState(meet ? { status: 'idle' } : answer)
        if (meet) return meet()
        setAttempt((count) => count + 1)
        if (answer.status === 'done') done(answer.result)
      },
    )
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
