import { Controller, type UseFormReturn, useController } from 'react-hook-form'
import { AttributesInput } from '@/components/form/attributes-input'
import { SelectField } from '@/components/form/select-field'
import { SwitchField } from '@/components/form/switch-field'
import { TextField } from '@/components/form/text-field'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { userTypeLabels } from '@/lib/users/list/types'
import { labels } from './labels'
import { OwnNamesProof } from './own-names-proof'
import { PathField } from './path-field'

const types = (['internal', 'external'] as const).map((value) => ({ value, label: userTypeLabels[value] }))

type UserFieldsProps = {
  form: UseFormReturn<UserFormValues, unknown, UserFormOutput>
  /** One's own account, which one cannot take out of service. */
  isSelf?: boolean
  /** Whether what the user signs in with may be changed. */
  mayRename?: boolean
  /** Whether they may be taken out of service, and put back. */
  mayDeactivate?: boolean
}

/** The fields of a user, the same for creating and editing. */
export function UserFields({
  form,
  isSelf = false,
  mayRename = true,
  mayDeactivate = true,
}: UserFieldsProps) {
  const { register, control, formState, getValues } = form
  const error = (name: keyof typeof labels) => formState.errors[name]?.message
  const keyHint = !mayRename && 'To change it takes the right to recover this user: people sign in with it.'
  return (
    <>
      <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
        <TextField
          label={labels.username}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={!mayRename}
          hint={keyHint}
          error={error('username')}
          {...register('username')}
        />
        <TextField label={labels.name} autoComplete="off" error={error('name')} {...register('name')} />
        <TextField
          label={labels.email}
          type="email"
          autoComplete="off"
          readOnly={!mayRename}
          hint={keyHint}
          error={error('email')}
          {...register('email')}
        />
        {getValues('type') !== undefined && (
          <SelectField label={labels.type} options={types} error={error('type')} {...register('type')} />
        )}
        {isSelf && <OwnNamesProof form={form} />}
      </div>
      <PathField form={form} />
      <Controller
        control={control}
        name="isActive"
        render={({ field: { value, onChange, ...field } }) => (
          <SwitchField
            label={labels.isActive}
            hint={activityHint(isSelf, mayDeactivate)}
            error={error('isActive')}
            {...field}
            aria-disabled={!mayDeactivate || undefined}
            checked={value}
            onChange={(event) => mayDeactivate && onChange(event.target.checked)}
          />
        )}
      />
      <AttributesField form={form} />
    </>
  )
}

function activityHint(isSelf: boolean, mayDeactivate: boolean): string {
  if (isSelf) return 'You cannot take your own account out of service.'
  if (!mayDeactivate) return 'To change it takes the right to deactivate this user.'
  return 'An inactive user cannot sign in, and whatever they are signed in to ends.'
}

function AttributesField({ form }: { form: UseFormReturn<UserFormValues, unknown, UserFormOutput> }) {
  const { field, fieldState } = useController({ control: form.control, name: 'attributes' })
  return <AttributesInput value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
}
