'use client'

import { useState } from 'react'
import { PageForm } from '@/components/client/form'
import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordTwice } from '@/components/form/new-password-twice'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Alert } from '@/components/ui/alert'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import { changePasswordAction } from './actions'

type ChangePasswordFormProps = { owner: PasswordOwner; rules: PasswordRules }

export function ChangePasswordForm({ owner, rules }: ChangePasswordFormProps) {
  const [changes, setChanges] = useState(0)
  const { state, pending, form } = useActionForm(changePasswordAction, ({ endedSessions: ended }) => {
    setChanges(changes + 1)
    toast.success('Password changed', {
      ...(ended > 0 && {
        description: `${ended} other ${ended === 1 ? 'session was' : 'sessions were'} ended.`,
      }),
    })
  })
  return (
    <PageForm key={changes} {...form} pending={pending} className="flex max-w-sm flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      {state.status === 'done' && changes === 0 && <Alert tone="success">Password changed.</Alert>}
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
    </PageForm>
  )
}
