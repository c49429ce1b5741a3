'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import type { WordsOf } from '@/words/browser'
import { requestRecoveryAction } from './actions'

export function RequestForm({ words }: { words: WordsOf<'recovery.requestForm'> }) {
  const { state, pending, form } = useActionForm(requestRecoveryAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <TextField
        label={words.identifier}
        name="identifier"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        defaultValue={state.values?.identifier}
        error={fieldError(state, 'identifier')}
      />
      <SubmitButton size="lg" pending={pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
