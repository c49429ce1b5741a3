'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordField } from '@/components/form/new-password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import type { PasswordRules } from '@/lib/passwords/policy'
import { setUpAction } from './actions'

type SetupFormProps = { token: string; passwordRules: PasswordRules }

export function SetupForm({ token, passwordRules }: SetupFormProps) {
  const { state, pending, form } = useActionForm(setUpAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <input type="hidden" name="token" value={token} />
      <TextField
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        defaultValue={state.values?.username}
        error={fieldError(state, 'username')}
      />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={state.values?.name}
        error={fieldError(state, 'name')}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={state.values?.email}
        error={fieldError(state, 'email')}
      />
      <NewPasswordField
        label="Password"
        name="password"
        required
        owner={{ username: '' }}
        rules={passwordRules}
        error={fieldError(state, 'password')}
      />
      <SubmitButton size="lg" pending={pending}>
        Create administrator
      </SubmitButton>
    </form>
  )
}
