'use client'

import { useDeferredValue, useEffect, useState } from 'react'
import {
  judgePassword,
  type PasswordOwner,
  type PasswordRules,
  type PasswordVerdict,
} from '@/lib/passwords/policy'
import { PasswordField, type PasswordFieldProps } from './password-field'
import { PasswordMeter } from './password-meter'

type NewPasswordFieldProps = PasswordFieldProps & {
  owner: PasswordOwner
  rules: PasswordRules
}

/** A field for a password yet to be chosen: says while one types how good it is and why it cannot be used. */
export function NewPasswordField({ owner, rules, hint, onChange, ...props }: NewPasswordFieldProps) {
  // Held here, because React empties the fields of a form action that was refused.
  const [typed, setTyped] = useState('')
  const password = String(props.value ?? typed)
  const verdict = useVerdict(password, owner, rules)
  return (
    <div className="flex flex-col gap-1.5">
      <PasswordField
        autoComplete="new-password"
        hint={hint ?? `At least ${rules.minLength} characters. A few unrelated words work well.`}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          onChange?.(event)
        }}
        {...props}
        value={password}
      />
      <PasswordMeter verdict={verdict} />
    </div>
  )
}

/** Undefined while nothing is typed. The lists of common passwords load with the first character. */
function useVerdict(
  password: string,
  { username, name, email }: PasswordOwner,
  { minLength }: PasswordRules,
) {
  const latest = useDeferredValue(password)
  const [verdict, setVerdict] = useState<PasswordVerdict>()
  useEffect(() => {
    let isCurrent = true
    const judged =
      latest === ''
        ? Promise.resolve(undefined)
        : judgePassword(latest, { username, name, email }, { minLength })
    judged.then((found) => {
      if (isCurrent) setVerdict(found)
    })
    return () => {
      isCurrent = false
    }
  }, [latest, username, name, email, minLength])
  return verdict
}
