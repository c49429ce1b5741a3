'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { cn } from '../cn'
import { Input } from '../ui/input'
import { Field, type FieldProps } from './field'

export type PasswordFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'type'> & {
    /** Shows the characters without being asked to, as of a password nobody has typed. */
    isShown?: boolean
  }

export function PasswordField({
  label,
  hint,
  error,
  required,
  id,
  aside,
  fieldClassName,
  className,
  isShown = false,
  ...input
}: PasswordFieldProps) {
  const [wanted, setShown] = useState(false)
  const shown = wanted || isShown
  const Icon = shown ? EyeOff : Eye
  return (
    <Field {...{ label, hint, error, required, id, aside, fieldClassName }}>
      {(aria) => (
        <div className="relative">
          <Input
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...input}
            {...aria}
            type={shown ? 'text' : 'password'}
            className={cn('pr-9 max-sm:pr-11', className)}
          />
          <button
            type="button"
            aria-label="Show characters"
            aria-pressed={shown}
            aria-controls={aria.id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0.5 right-0.5 grid w-8 place-items-center rounded-md text-muted hover:text-ink max-sm:w-10"
            data-tight-focus
          >
            <Icon aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </Field>
  )
}
