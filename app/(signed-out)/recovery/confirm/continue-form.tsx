'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { messageOf } from '@/lib/doors/action-state'
import type { WordsOf } from '@/words/browser'
import { startRecoveryAction } from './actions'

export function ContinueForm({ words }: { words: WordsOf<'recovery.confirmForm'> }) {
  const { state, pending, form } = useActionForm(startRecoveryAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <SubmitButton size="lg" pending={pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
