import { zodResolver } from '@hookform/resolvers/zod'
import { useState, useTransition } from 'react'
import { type FieldPath, useForm } from 'react-hook-form'
import { type ActionState, answerOf, messageOf } from '@/lib/action-state'
import { UserForm, type UserFormOutput, type UserFormValues } from '@/lib/users/form-input'
import { labels, proofLabels } from './labels'

const allLabels = { ...labels, ...proofLabels }

type Outcome<Result> = {
  done: (result: Result, input: UserFormOutput) => void
  /** Somebody else changed the user; without it a conflict is only a message. */
  overtaken?: (input: UserFormOutput) => Promise<void>
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
  const [pending, startTransition] = useTransition()
  const [attempt, setAttempt] = useState<Attempt>({ count: 0, wrong: [] })
  const report = (wrong: string[], message?: string) =>
    setAttempt(({ count }) => ({ count: count + 1, wrong, message }))

  function submit<Result>(
    send: (input: UserFormOutput) => Promise<ActionState<Result>>,
    { done, overtaken }: Outcome<Result>,
  ) {
    return form.handleSubmit(
      (input) =>
        startTransition(async () => {
          const state = await answerOf(send(input))
          if (state.status === 'done') {
            setAttempt({ count: 0, wrong: [] })
            return done(state.result, input)
          }
          if (state.status === 'conflict' && state.current !== undefined && overtaken) {
            try {
              return await overtaken(input)
            } catch {
              return report([], state.message)
            }
          }
          const fields = Object.entries(state.status === 'invalid' ? state.fields : {})
          for (const [field, [message]] of fields)
            if (isField(field)) form.setError(field, { type: 'server', message: message ?? '' })
          report(
            fields.map(([field]) => field),
            messageOf(state),
          )
        }),
      (errors) => report(Object.keys(errors)),
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
