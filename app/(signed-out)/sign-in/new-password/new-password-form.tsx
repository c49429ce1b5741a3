'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { NewPasswordTwice } from '@/components/form/new-password-twice'
import { SubmitButton } from '@/components/form/submit-button'
import { messageOf } from '@/lib/doors/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import type { WordsOf } from '@/words/browser'
import { replacePasswordAction } from './actions'

type NewPasswordFormProps = {
  owner: PasswordOwner
  rules: PasswordRules
  next: string
  words: WordsOf<'signIn.newPasswordForm'>
}

export function NewPasswordForm({ owner, rules, next, words }: NewPasswordFormProps) {
  const { state, pending, form } = useActionForm(replacePasswordAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <input type="hidden" name="next" value={next} />
      <NewPasswordTwice owner={owner} rules={rules} state={state} />
      <SubmitButton size="lg" pending={pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
