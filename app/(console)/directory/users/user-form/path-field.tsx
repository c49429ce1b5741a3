import { FolderPlus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { type UseFormReturn, useController } from 'react-hook-form'
import { Field } from '@/components/form/field'
import { CheckboxField } from '@/components/form/switch-field'
import { Input } from '@/components/ui/input'
import type { UserFormOutput, UserFormValues } from '@/lib/users/form-input'
import { FolderOptions } from './folder-options'
import { labels } from './labels'
import { useFolderChoices } from './use-folder-choices'

/** A combobox over folders. A path that does not exist yet is made only after saying so. */
export function PathField({ form }: { form: UseFormReturn<UserFormValues, unknown, UserFormOutput> }) {
  const { field, fieldState } = useController({ control: form.control, name: 'path' })
  const creation = useController({ control: form.control, name: 'createFolder' }).field
  const { choices, failed } = useFolderChoices(field.value)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const list = useId()
  const missing = choices.text === field.value ? choices.missing : []
  const offered = [
    ...choices.folders.map(({ path, totalUsers }) => ({ path, totalUsers, isNew: false })),
    ...(missing.length > 0 ? [{ path: field.value, totalUsers: 0, isNew: true }] : []),
  ]
  const shown = open && offered.length > 0
  const optionId = (index: number) => `${list}-${index}`

  function change(path: string) {
    field.onChange(path)
    creation.onChange(false)
    setActive(-1)
  }

  function choose(index: number) {
    const option = offered[index]
    if (!option) return
    change(option.path)
    creation.onChange(option.isNew)
    setOpen(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' || event.key === 'Tab') return setOpen(false)
    if (event.key === 'Enter' && shown && active >= 0) {
      event.preventDefault()
      return choose(active)
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(true)
    const step = event.key === 'ArrowDown' ? 1 : -1
    if (offered.length > 0)
      setActive(
        shown ? (active + step + offered.length) % offered.length : step === 1 ? 0 : offered.length - 1,
      )
  }

  return (
    <div className="flex flex-col gap-2">
      <Field
        label={labels.path}
        required
        error={fieldState.error?.message}
        hint={failed ? 'The folders could not be looked up. You can still type a path.' : undefined}
      >
        {(aria) => (
          <div className="relative">
            <Input
              {...field}
              {...aria}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={shown}
              aria-controls={shown ? list : undefined}
              aria-activedescendant={shown && active >= 0 ? optionId(active) : undefined}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => {
                change(event.target.value)
                setOpen(true)
              }}
              onClick={() => setOpen(true)}
              onKeyDown={onKeyDown}
              onBlur={() => {
                field.onBlur()
                setOpen(false)
              }}
            />
            {shown && (
              <FolderOptions
                id={list}
                options={offered}
                active={active}
                selected={field.value}
                optionId={optionId}
                onActivate={setActive}
                onChoose={choose}
              />
            )}
          </div>
        )}
      </Field>
      {missing.length > 0 && (
        <div className="flex gap-2.5 rounded-md bg-warning-soft px-3 py-2.5">
          <FolderPlus aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-ink" />
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <p role="status" className="break-words text-sm">
              {missingText(missing)}
            </p>
            <CheckboxField
              label={missing.length === 1 ? 'Create this folder' : 'Create these folders'}
              name={creation.name}
              checked={creation.value ?? false}
              onChange={(event) => creation.onChange(event.target.checked)}
            />
          </div>
        </div>
      )}
    </div>
  )
}

function missingText(missing: string[]): string {
  const paths = new Intl.ListFormat('en').format(missing)
  return missing.length === 1 ? `${paths} will be created.` : `${paths} will be created, one in the other.`
}
