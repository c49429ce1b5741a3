'use client'

import { type ComponentProps, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '../cn'
import { SearchInput } from '../ui/search-input'
import type { Complete, CompletionOption, Completions } from './completion'

type CompletingSearchProps = Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange'> & {
  'aria-label': string
  value: string
  onChange: (text: string) => void
  complete: Complete
}

const none: Completions = { from: 0, eager: false, options: [] }

/** A search box that offers how the word being typed may go on: a combobox with a list, as ARIA describes it. */
export function CompletingSearch({ value, onChange, complete, className, ...props }: CompletingSearchProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const caret = useRef<number | undefined>(undefined)
  const [offered, setOffered] = useState(none)
  const [active, setActive] = useState(-1)
  const isOpen = offered.options.length > 0

  // After a completion the caret stands behind it, not at the end of the text.
  useLayoutEffect(() => {
    if (caret.current === undefined) return
    input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })

  function close() {
    setOffered(none)
    setActive(-1)
  }

  function offer(text: string, position: number, always: boolean) {
    const found = complete(text, position)
    const word = text.slice(found.from, position)
    if (!always && word === '' && !text.slice(0, position).endsWith(':')) return close()
    setOffered(found)
    setActive(found.eager || always ? 0 : -1)
  }

  function accept({ insert }: CompletionOption) {
    const position = input.current?.selectionStart ?? value.length
    const before = value.slice(0, offered.from) + insert
    caret.current = before.length
    onChange(before + value.slice(position).trimStart())
    close()
    if (insert.endsWith(':')) offer(before, before.length, false)
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const option = offered.options[active]
    if (step && isOpen) setActive((active + step + offered.options.length) % offered.options.length)
    else if (event.key === 'ArrowDown') offer(value, event.currentTarget.selectionStart ?? value.length, true)
    else if ((event.key === 'Enter' || event.key === 'Tab') && option && !event.shiftKey) accept(option)
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
  }

  return (
    <div className={cn('relative', className)}>
      <SearchInput
        {...props}
        ref={input}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value)
          offer(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length, false)
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label="How to go on"
        hidden={!isOpen}
        className="motion-pop absolute top-full left-0 z-40 mt-1 w-72 max-w-full rounded-lg bg-raised p-1 shadow-pop"
      >
        {offered.options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input holds the focus and handles the keys.
          <div
            key={option.insert}
            role="option"
            id={`${id}-${index}`}
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => accept(option)}
            className="flex min-h-8 cursor-default items-center gap-3 rounded-sm px-2 text-sm hover:bg-hover aria-selected:bg-hover max-sm:min-h-10"
          >
            <span className="font-medium">{option.insert.trimEnd()}</span>
            <span className="truncate text-muted text-xs">{option.hint}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
