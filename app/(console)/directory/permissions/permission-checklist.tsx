'use client'

import { useId, useState } from 'react'
import { type Permission, permissionNames, permissions, withImplied } from '@/lib/rights/catalogue'
import { permissionSections } from '@/lib/rights/sections'
import { FieldError } from '../../../../components/form/field'
import { SearchedChoices } from '../../../../components/form/searched-choices'
import { CheckboxField } from '../../../../components/form/switch-field'
import { holdsWords } from './holds-words'

type PermissionChecklistProps = {
  label: string
  chosen: readonly Permission[]
  onChange: (chosen: Permission[]) => void
  error?: string | undefined
}

/** Chooses any number of the permissions there are. What comes with another one is said. */
export function PermissionChecklist({ label, chosen, onChange, error }: PermissionChecklistProps) {
  const id = useId()
  const [text, setText] = useState('')
  const found = permissionNames.filter((name) => holdsWords(`${name} ${permissions[name].description}`, text))
  const along = new Set(chosen.flatMap((name) => withImplied(name).slice(1)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be described by its error.
    <div role="group" aria-labelledby={id} aria-describedby={error ? `${id}-error` : undefined}>
      <SearchedChoices
        labelId={id}
        label={label}
        chosen={chosen.length === 0 ? 'Nothing chosen' : `${chosen.length} chosen`}
        find="Find a permission"
        text={text}
        onText={setText}
      >
        <div className="flex h-72 flex-col gap-4 border-line border-t overflow-y-auto overscroll-contain p-3 max-sm:h-[45dvh]">
          {permissionSections(found).map((section) => (
            <fieldset key={section.title} className="flex flex-col gap-2">
              <legend className="mb-1.5 font-medium text-muted text-xs">{section.title}</legend>
              {section.names.map((name) => (
                <CheckboxField
                  key={name}
                  label={permissions[name].description}
                  hint={
                    along.has(name) && !chosen.includes(name) ? `${name}; comes with what is chosen` : name
                  }
                  checked={chosen.includes(name)}
                  onChange={(event) =>
                    onChange(
                      permissionNames.filter((other) =>
                        other === name ? event.target.checked : chosen.includes(other),
                      ),
                    )
                  }
                />
              ))}
            </fieldset>
          ))}
          {found.length === 0 && (
            <p role="status" className="break-words text-muted text-sm">
              No permission has “{text.trim()}” in it.
            </p>
          )}
        </div>
      </SearchedChoices>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
