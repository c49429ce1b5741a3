'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { fieldError, messageOf } from '@/lib/action-state'
import { requestRecoveryAction } from './actions'

export function RequestForm() {
  const [state, act] = useActionState(requestRecoveryAction, { status: 'idle' })
  return (
    <form action={act} className="flex flex-col gap-4" noValidate>
      <ErrorSummary message={messageOf(state)} />
      <TextField
        label="Username or e-mail"
        name="identifier"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        defaultValue={state.values?.identifier}
        error={fieldError(state, 'identifier')}
      />
      <SubmitButton size="lg">Send the link</SubmitButton>
    </form>
  )
}
