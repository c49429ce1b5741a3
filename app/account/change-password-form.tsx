'use client'

import { startTransition, useActionState, useState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordTwice } from '@/components/form/new-password-twice'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { toast } from '@/components/ui/toast'
import { type ActionState, fieldError, messageOf } from '@/lib/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import { changePasswordAction } from './actions'

type State = ActionState<{ endedSessions: number }>

type ChangePasswordFormProps = { owner: PasswordOwner; rules: PasswordRules }

export function ChangePasswordForm({ owner, rules }: ChangePasswordFormProps) {
  const [changes, setChanges] = useState(0)
  const [state, act, pending] = useActionState(
    async (_previous: State, data: FormData): Promise<State> => {
      const answer: State = await changePasswordAction(data)
      if (answer.status === 'done') {
        const ended = answer.result.endedSessions
        setChanges(changes + 1)
        toast.success('Password changed', {
          ...(ended > 0 && {
            description: `${ended} other ${ended === 1 ? 'session was' : 'sessions were'} ended.`,
          }),
        })
      }
      return answer
    },
    { status: 'idle' },
  )
  return (
    <form
      key={changes}
      noValidate
      className="flex max-w-sm flex-col gap-4"
      // Submitted by hand: React empties the fields of a form action also when it was refused.
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        startTransition(() => act(data))
      }}
    >
      <ErrorSummary message={messageOf(state)} />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        required
        error={fieldError(state, 'currentPassword')}
      />
      <NewPasswordTwice owner={owner} rules={rules} state={state} />
      <div>
        <SubmitButton pending={pending}>Change password</SubmitButton>
      </div>
    </form>
  )
}
