'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import type { WordsOf } from '@/words/browser'
import { signInAction } from './actions'

type SignInFormProps = { next: string | undefined; words: WordsOf<'signIn.form'> }

export function SignInForm({ next, words }: SignInFormProps) {
  const { state, pending, round, form } = useActionForm(signInAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <input type="hidden" name="next" value={next ?? ''} />
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
      <PasswordField
        // A refused one is to be typed anew.
        key={round}
        label={words.password}
        name="password"
        autoComplete="current-password"
        required
        error={fieldError(state, 'password')}
      />
      <SubmitButton size="lg" pending={pending}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
