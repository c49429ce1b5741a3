'use client'

import { type ActionState, fieldError } from '@/lib/doors/action-state'
import type { PasswordOwner, PasswordRules } from '@/lib/passwords/policy'
import { NewPasswordField } from './new-password-field'
import { PasswordField } from './password-field'

type NewPasswordTwiceProps = {
  owner: PasswordOwner
  rules: PasswordRules
  state: ActionState<unknown>
}

/** The fields `newPassword` and `repeatPassword` of somebody who chooses a password of their own. */
export function NewPasswordTwice({ owner, rules, state }: NewPasswordTwiceProps) {
  return (
    <>
      {/* Tells password managers whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={owner.username} readOnly />
      <NewPasswordField
        label="New password"
        name="newPassword"
        required
        owner={owner}
        rules={rules}
        error={fieldError(state, 'newPassword')}
      />
      <PasswordField
        label="New password again"
        name="repeatPassword"
        autoComplete="new-password"
        required
        error={fieldError(state, 'repeatPassword')}
      />
    </>
  )
}
