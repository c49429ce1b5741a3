'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { CheckboxField } from '@/components/form/switch-field'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import { undoAction } from './actions'

/** What has to be ticked keeps mail scanners out, some of which press the buttons of a page. */
export function UndoForm() {
  const { state, pending, form } = useActionForm(undoAction)
  return (
    <form {...form} className="flex flex-col gap-4">
      <ErrorSummary message={messageOf(state)} />
      <CheckboxField
        label="Sign everybody out of this account, too"
        name="sure"
        error={fieldError(state, 'sure')}
      />
      <SubmitButton size="lg" pending={pending}>
        Undo the change
      </SubmitButton>
    </form>
  )
}
