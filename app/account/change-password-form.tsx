'use client'

import { useState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordTwice } from '@/components/form/new-password-twice'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import { changePasswordAction } from './actions'

type ChangePasswordFormProps = { owner: PasswordOwner; rules: PasswordRules }

export function ChangePasswordForm({ owner, rules }: ChangePasswordFormProps) {
  const [changes, setChanges] = useState(0)
  const { state, pending, onSubmit } = useSubmit(changePasswordAction, ({ endedSessions: ended }) => {
    setChanges(changes + 1)
    toast.success('Password changed', {
      ...(ended > 0 && {
        description: `${ended} other ${ended === 1 ? 'session was' : 'sessions were'} ended.`,
      }),
    })
  })
  return (
    <form key={changes} noValidate className="flex max-w-sm flex-col gap-4" onSubmit={onSubmit}>
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
