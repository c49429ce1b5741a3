'use client'

import { PageForm } from '@/components/client/form'
import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import { isolated } from '@/lib/kernel/isolated'
import { confirmOwnAddressAction } from './actions'

/** Vouches for one's own address, to which recovery links go again then. */
export function ConfirmAddress({ email }: { email: string }) {
  const { state, pending, form } = useActionForm(confirmOwnAddressAction, () => {
    toast.success(`Recovery links are mailed to ${isolated(email)} again`)
  })
  return (
    <PageForm {...form} pending={pending} className="flex max-w-sm flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <input type="hidden" name="email" value={email} />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        hint="Right after signing in it may be left empty."
        error={fieldError(state, 'currentPassword')}
      />
      <div>
        <SubmitButton pending={pending}>Confirm address</SubmitButton>
      </div>
    </PageForm>
  )
}
