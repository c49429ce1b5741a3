import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type FieldPath, useForm } from 'react-hook-form'
import { type Overtaken, sendOrRead } from '@/components/client/send-or-read'
import { useRun } from '@/components/client/use-submit'
import { type ActionState, messageOf, type Sent } from '@/lib/doors/action-state'
import { UserForm, type UserFormOutput, type UserFormValues } from '@/lib/users/form-input'
import { labels, proofLabels } from './labels'

const allLabels = { ...labels, ...proofLabels }

type Outcome<Result, Stored> = {
  done: (result: Result, input: UserFormOutput) => void
  /** Somebody else changed the user; without it a conflict is only a message. */
  overtaken?: (input: UserFormOutput) => Overtaken<Stored>
  /** What comes before it is sent; true when that goes on with it. */
  detour?: (input: UserFormOutput) => boolean
}

/** `wrong`: the fields that kept the last attempt from being saved; errors that come while typing do not join them. */
type Attempt = { count: number; wrong: string[]; message?: string | undefined }

/** The state of the form: what was typed stays whatever the server answers, and its errors stand at their fields. */
export function useUserForm(defaultValues: UserFormValues) {
  const form = useForm<UserFormValues, unknown, UserFormOutput>({
    resolver: zodResolver(UserForm),
    defaultValues,
    shouldFocusError: false,
  })
  const { pending, run } = useRun()
  const [attempt, setAttempt] = useState<Attempt>({ count: 0, wrong: [] })
  const report = (wrong: string[], message?: string) =>
    setAttempt(({ count }) => ({ count: count + 1, wrong, message }))

  function submit<Result, Stored = never>(
    send: (input: UserFormOutput) => Promise<Sent<Result>>,
    { done, overtaken, detour }: Outcome<Result, Stored>,
  ) {
    return form.handleSubmit(
      (input) => {
        if (detour?.(input)) return
        return run(
          () => sendOrRead(() => send(input), overtaken?.(input)),
          ({ answer, meet }) => {
            if (meet) return meet()
            if (answer.status === 'done') {
              setAttempt({ count: 0, wrong: [] })
              done(answer.result, input)
            } else refuse(answer)
          },
        )
      },
      (errors) => report(Object.keys(errors)),
    )
  }

  function refuse(answer: ActionState<unknown>) {
    const fields = Object.entries(answer.status === 'invalid' ? answer.fields : {})
    for (const [field, [message]] of fields)
      if (isField(field)) form.setError(field, { type: 'server', message: message ?? '' })
    report(
      fields.map(([field]) => field),
      messageOf(answer),
    )
  }

  const { errors } = form.formState
  const summary = {
    attempt: attempt.count,
    message: attempt.message,
    errors: (Object.keys(allLabels) as (keyof typeof allLabels)[]).flatMap((name) => {
      const message = errors[name]?.message
      return attempt.wrong.includes(name) && message ? [{ name, label: allLabels[name], message }] : []
    }),
  }
  return { form, pending, submit, summary }
}

function isField(name: string): name is FieldPath<UserFormValues> & keyof typeof allLabels {
  return Object.hasOwn(allLabels, name)
}
