import type { ComponentProps } from 'react'
import { Input } from '../ui/input'
import { Field, type FieldProps } from './field'

/** Plain form: name, defaultValue, error. react-hook-form: {...register('name')}, error={errors.name?.message}. */
export function TextField({
  label,
  hint,
  error,
  required,
  id,
  aside,
  fieldClassName,
  ...input
}: FieldProps & ComponentProps<'input'>) {
  return (
    <Field {...{ label, hint, error, required, id, aside, fieldClassName }}>
      {(aria) => <Input {...input} {...aria} />}
    </Field>
  )
}
