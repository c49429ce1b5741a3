import { type ReactNode, useId, useState } from 'react'
import { FieldError } from '@/components/form/field'
import { SearchedChoices } from '@/components/form/searched-choices'
import type { Givable } from '@/lib/grants/givable'
import { type Permission, permissions, type ScopeKind } from '@/lib/rights/catalogue'
import { permissionSections } from '@/lib/rights/sections'
import { holdsWords } from './holds-words'

/** What can be given: a role or a permission, with over what kinds of scope the giver may. */
export type Gift = {
  key: string
  given: { permission: Permission } | { roleId: number }
  label: string
  note: string
  names: Permission[]
  scopes: ScopeKind[]
}

type GiftPickerProps = {
  givable: Givable
  chosen: Gift | undefined
  onChoose: (gift: Gift) => void
  error: string | undefined
}

/** Chooses one role or permission, by search. */
export function GiftPicker({ givable, chosen, onChoose, error }: GiftPickerProps) {
  const id = useId()
  const [text, setText] = useState('')
  const sections = giftSections(givable)
    .map(({ title, gifts }) => ({
      title,
      gifts: gifts.filter(({ label, note }) => holdsWords(`${label} ${note}`, text)),
    }))
    .filter(({ gifts }) => gifts.length > 0)
  return (
    <div>
      <SearchedChoices
        labelId={id}
        label="Permission or role"
        chosen={chosen?.label ?? 'Nothing chosen'}
        find="Find a permission or role"
        text={text}
        onText={setText}
      >
        <div
          role="radiogroup"
          aria-labelledby={id}
          aria-describedby={error ? `${id}-error` : undefined}
          className="flex h-56 flex-col gap-3 border-line border-t overflow-y-auto overscroll-contain p-3 max-sm:h-[35dvh]"
        >
          {sections.map(({ title, gifts }) => (
            <GiftSection key={title} title={title}>
              {gifts.map((gift) => (
                <GiftChoice
                  key={gift.key}
                  gift={gift}
                  name={id}
                  checked={gift.key === chosen?.key}
                  onChoose={() => onChoose(gift)}
                />
              ))}
            </GiftSection>
          ))}
          {sections.length === 0 && (
            <p className="break-words text-muted text-sm">
              {text.trim() === ''
                ? 'You hold nothing that you could give.'
                : `Nothing has “${text.trim()}” in it.`}
            </p>
          )}
        </div>
      </SearchedChoices>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

function GiftSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 font-medium text-muted text-xs">{title}</p>
      {children}
    </div>
  )
}

type GiftChoiceProps = { gift: Gift; name: string; checked: boolean; onChoose: () => void }

function GiftChoice({ gift, name, checked, onChoose }: GiftChoiceProps) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-sm px-1 py-1 text-sm hover:bg-hover">
      <input type="radio" name={name} className="mt-1 accent-accent" checked={checked} onChange={onChoose} />
      <span className="min-w-0 flex-1 text-pretty">
        {gift.label}
        <span className="block text-muted text-xs">{gift.note}</span>
      </span>
    </label>
  )
}

function giftSections({ roles, permissions: given }: Givable): { title: string; gifts: Gift[] }[] {
  const scopes = new Map(given.map((permission) => [permission.name, permission.scopes]))
  return [
    {
      title: 'Whole roles',
      gifts: roles.map(({ id, name, description, permissions, scopes }) => ({
        ...{ key: `role ${id}`, given: { roleId: id }, label: name, scopes, names: permissions },
        note: description || `${permissions.length} permissions`,
      })),
    },
    ...permissionSections(given.map(({ name }) => name)).map(({ title, names }) => ({
      title,
      gifts: names.map((name) => ({
        ...{ key: name, given: { permission: name }, label: permissions[name].description, note: name },
        ...{ names: [name], scopes: scopes.get(name) ?? [] },
      })),
    })),
  ]
}
