'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordTwice } from '@/components/form/new-password-twice'
import { SubmitButton } from '@/components/form/submit-button'
import { messageOf } from '@/lib/doors/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import type { WordsOf } from '@/words/browser'
import { finishRecoveryAction } from './actions'

type PasswordFormProps = {
  owner: PasswordOwner
  rules: PasswordRules
  words: WordsOf<'recovery.passwordForm'>
}

export function PasswordForm({ owner, rules, words }: PasswordFormProps) {
  const { state, pending, form } = useActionForm(finishRecoveryAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <NewPasswordTwice owner={owner} rules={rules} state={state} />
      <SubmitButton size="lg" pending={pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
