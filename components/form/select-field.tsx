import type { ComponentProps } from 'react'
import { Select } from '../ui/select'
import { Field, type FieldProps } from './field'

export type SelectOption = { value: string; label: string; disabled?: boolean }

export function SelectField({
  label,
  hint,
  error,
  required,
  id,
  aside,
  fieldClassName,
  options,
  ...select
}: FieldProps & Omit<ComponentProps<'select'>, 'children'> & { options: SelectOption[] }) {
  return (
    <Field {...{ label, hint, error, required, id, aside, fieldClassName }}>
      {(aria) => (
        <Select {...select} {...aria}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
