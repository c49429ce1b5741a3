import { type ReactNode, useId } from 'react'
import { cn } from '../cn'
import { Label } from '../ui/label'

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  required?: boolean | undefined
  id?: string | undefined
  /** Stands at the right end of the label's line. */
  aside?: ReactNode
  fieldClassName?: string | undefined
}

/** What a control needs to be tied to its label, hint and error. */
export type ControlAria = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label, hint and error around any control; the control spreads what it is given. */
export function Field({
  label,
  hint,
  error,
  required,
  id,
  aside,
  fieldClassName,
  children,
}: FieldProps & { children: (aria: ControlAria) => ReactNode }) {
  const made = useId()
  const control = id ?? made
  const described = [error && `${control}-error`, hint && `${control}-hint`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', fieldClassName)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={control} required={required}>
          {label}
        </Label>
        {aside && <div className="text-sm">{aside}</div>}
      </div>
      {children({
        id: control,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {error && <FieldError id={`${control}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${control}-hint`} className="text-pretty text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  )
}

export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} className="flex gap-1.5 text-danger-ink text-sm">
      <span aria-hidden className="mt-[0.4375rem] size-1.5 shrink-0 rounded-full bg-danger" />
      {children}
    </p>
  )
}
