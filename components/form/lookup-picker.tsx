'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { isolated } from '@/lib/kernel/isolated'
import { useLookup } from '../client/use-lookup'
import { cn } from '../cn'
import { Input } from '../ui/input'
import { Field } from './field'

export type Picked = { id: number; label: string; detail?: string }

type LookupPickerProps = {
  label: string
  hint?: string
  /** What to look up for a text. */
  url: (text: string) => string
  picked: Picked[]
  onChange: (picked: Picked[]) => void
  /** One that cannot be picked, such as the thing itself. */
  except?: number
  error?: string | undefined
  name: string
}

/** Picks several of a long list by typing a part of their name. */
export function LookupPicker({ label, hint, url, picked, onChange, except, error, name }: LookupPickerProps) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const list = useId()
  const query = text.trim()
  const found = useLookup<Picked[]>(open && query !== '' ? url(query) : undefined, 150)
  const offered = (found.data ?? []).filter(({ id }) => id !== except && !picked.some((one) => one.id === id))
  const shown = open && query !== '' && !found.loading
  const optionId = (index: number) => `${list}-${index}`

  function choose(option: Picked | undefined) {
    if (!option) return
    onChange([...picked, option])
    setText('')
    setActive(0)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' || event.key === 'Tab') return setOpen(false)
    if (event.key === 'Enter') {
      event.preventDefault()
      return shown ? choose(offered[active]) : undefined
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const step = event.key === 'ArrowDown' ? 1 : -1
    if (offered.length > 0) setActive((active + step + offered.length) % offered.length)
  }

  return (
    <Field label={label} error={error ?? found.error} hint={hint}>
      {(aria) => (
        <>
          <Chips
            picked={picked}
            onRemove={(id) => onChange(picked.filter((one) => one.id !== id))}
            label={label}
          />
          <div className="relative">
            <Input
              {...aria}
              name={name}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={shown}
              aria-controls={shown ? list : undefined}
              aria-activedescendant={shown && offered[active] ? optionId(active) : undefined}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              placeholder="Type to search"
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setActive(0)
                setOpen(true)
              }}
              onKeyDown={onKeyDown}
              onBlur={() => setOpen(false)}
            />
            {shown && (
              <Options
                id={list}
                label={label}
                options={offered}
                active={active}
                optionId={optionId}
                onChoose={choose}
              />
            )}
          </div>
        </>
      )}
    </Field>
  )
}

function Chips({
  picked,
  onRemove,
  label,
}: {
  picked: Picked[]
  onRemove: (id: number) => void
  label: string
}) {
  if (picked.length === 0) return null
  return (
    <ul aria-label={`Chosen: ${isolated(label)}`} className="mb-1 flex flex-wrap gap-1.5">
      {picked.map(({ id, label }) => (
        <li key={id} className="flex max-w-full items-center gap-1 rounded-sm bg-accent-soft pl-2 text-sm">
          <span className="min-w-0 break-words text-accent-ink">{label}</span>
          <button
            type="button"
            aria-label={`Leave out ${isolated(label)}`}
            onClick={() => onRemove(id)}
            className="grid size-6 place-items-center rounded-sm text-accent-ink hover:bg-hover max-sm:size-9"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  )
}

type OptionsProps = {
  id: string
  label: string
  options: Picked[]
  active: number
  optionId: (index: number) => string
  onChoose: (option: Picked) => void
}

function Options({ id, label, options, active, optionId, onChoose }: OptionsProps) {
  if (options.length === 0) {
    return (
      <p
        role="status"
        className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg bg-raised p-3 text-muted text-sm shadow-pop"
      >
        Nothing found.
      </p>
    )
  }
  return (
    <ul
      id={id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the options of a combobox.
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-52 overflow-y-auto overscroll-contain rounded-lg bg-raised p-1 shadow-pop"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
        <li
          key={option.id}
          id={optionId(index)}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of a combobox.
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          className={cn(
            'flex min-h-8 cursor-default flex-wrap items-center gap-x-2.5 rounded-sm px-2 py-1 text-sm hover:bg-hover max-sm:min-h-10',
            index === active && 'bg-hover',
          )}
        >
          <span className="min-w-0 break-words">{option.label}</span>
          {option.detail && <span className="min-w-0 break-words text-muted text-xs">{option.detail}</span>}
        </li>
      ))}
    </ul>
  )
}
