import type { UseFormReturn } from 'react-hook-form'
import { PasswordField } from '@/components/form/password-field'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { proofLabels } from './labels'

/** Asks for the current password as soon as one's own username or address is another than before. */
export function OwnNamesProof({ form }: { form: UseFormReturn<UserFormValues, unknown, UserFormOutput> }) {
  const { dirtyFields, errors } = form.formState
  if (!dirtyFields.username && !dirtyFields.email) return null
  return (
    <PasswordField
      label={proofLabels.currentPassword}
      hint="You sign in with what you change here. Right after signing in it may be left empty."
      autoComplete="current-password"
      error={errors.currentPassword?.message}
      {...form.register('currentPassword')}
    />
  )
}
