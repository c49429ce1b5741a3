import { type ComponentProps, useId } from 'react'
import { cn } from '../cn'
import { Checkbox } from '../ui/checkbox'
import { Switch } from '../ui/switch'
import { FieldError, type FieldProps } from './field'

type SwitchFieldProps = Omit<FieldProps, 'aside' | 'required'> &
  Omit<ComponentProps<'input'>, 'type' | 'required'>

/** A switch with its label beside it; posts "on" when on, nothing when off, as every checkbox does. */
export function SwitchField(props: SwitchFieldProps) {
  return <Toggle control={Switch} {...props} />
}

export function CheckboxField(props: SwitchFieldProps) {
  return <Toggle control={Checkbox} {...props} />
}

function Toggle({
  control: Control,
  label,
  hint,
  error,
  id,
  fieldClassName,
  ...input
}: SwitchFieldProps & { control: typeof Switch | typeof Checkbox }) {
  const made = useId()
  const own = id ?? made
  const described = [error && `${own}-error`, hint && `${own}-hint`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex items-start gap-2.5', fieldClassName)}>
      <span className="flex h-5 items-center">
        <Control
          {...input}
          id={own}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
      </span>
      <div className="min-w-0 flex-1">
        <label htmlFor={own} className="block cursor-pointer font-medium text-sm">
          {label}
        </label>
        {error && <FieldError id={`${own}-error`}>{error}</FieldError>}
        {hint && (
          <p id={`${own}-hint`} className="text-pretty text-muted text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
