'use client'

import { useState } from 'react'
import { PageForm } from '@/components/client/form'
import { useActionForm } from '@/components/client/use-action-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { SwitchField } from '@/components/form/switch-field'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/doors/action-state'
import { type PasswordSettings, shortestMinLength } from '@/lib/settings/input'
import { updatePasswordSettingsAction } from './actions'

export function PasswordsForm({ settings, editable }: { settings: PasswordSettings; editable: boolean }) {
  const [saves, setSaves] = useState(0)
  const { state, pending, form } = useActionForm(updatePasswordSettingsAction, () => {
    setSaves(saves + 1)
    toast.success('Settings saved')
  })
  return (
    <PageForm {...form} pending={pending} saved={saves}>
      <fieldset disabled={!editable} className="flex flex-col gap-4">
        <ErrorSummary message={messageOf(state)} />
        {state.status === 'done' && saves === 0 && <Alert tone="success">Settings saved.</Alert>}
        <TextField
          label="Shortest length"
          name="minLength"
          type="number"
          inputMode="numeric"
          min={shortestMinLength}
          max={64}
          required
          fieldClassName="max-w-40"
          defaultValue={settings.minLength}
          hint={`In characters, ${shortestMinLength} to 64.`}
          error={fieldError(state, 'minLength')}
        />
        <SwitchField
          label="Administrators may set passwords of others"
          name="setByAdministrators"
          defaultChecked={settings.setByAdministrators}
          hint="Switched off, the only way back in is a recovery link, and nobody but its owner ever knows a password."
        />
        {editable && (
          <div>
            <SubmitButton pending={pending}>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </PageForm>
  )
}
