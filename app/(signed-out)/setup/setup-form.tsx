'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { fieldError, messageOf } from '@/lib/action-state'
import { setUpAction } from './actions'

export function SetupForm({ token, minPasswordLength }: { token: string; minPasswordLength: number }) {
  const [state, act] = useActionState(setUpAction, { status: 'idle' })
  return (
    <form action={act} className="flex flex-col gap-4" noValidate>
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
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        hint={`At least ${minPasswordLength} characters. A few unrelated words work well.`}
        error={fieldError(state, 'password')}
      />
      <SubmitButton size="lg">Create administrator</SubmitButton>
    </form>
  )
}
