'use client'

import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { SwitchField } from '@/components/form/switch-field'
import { TextField } from '@/components/form/text-field'
import { useSubmit } from '@/components/form/use-submit'
import { toast } from '@/components/ui/toast'
import { fieldError, messageOf } from '@/lib/action-state'
import { type PasswordSettings, shortestMinLength } from '@/lib/settings/input'
import { updatePasswordSettingsAction } from './actions'

export function PasswordsForm({ settings, editable }: { settings: PasswordSettings; editable: boolean }) {
  const { state, pending, onSubmit } = useSubmit(
    (data) =>
      updatePasswordSettingsAction({
        minLength: data.get('minLength'),
        setByAdministrators: data.has('setByAdministrators'),
      }),
    () => toast.success('Settings saved'),
  )
  return (
    <form noValidate onSubmit={onSubmit}>
      <fieldset disabled={!editable} className="flex flex-col gap-4">
        <ErrorSummary message={messageOf(state)} />
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
    </form>
  )
}
