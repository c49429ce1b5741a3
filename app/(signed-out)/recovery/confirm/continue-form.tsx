'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { messageOf } from '@/lib/action-state'
import { startRecoveryAction } from './actions'

export function ContinueForm() {
  const [state, act] = useActionState(startRecoveryAction, { status: 'idle' })
  return (
    <form action={act} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <SubmitButton size="lg">Continue</SubmitButton>
    </form>
  )
}
