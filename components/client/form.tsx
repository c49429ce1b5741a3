'use client'

import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { DiscardQuestion } from './discard-question'
import { formData } from './form-data'
import { useUnsaved } from './use-unsaved'

type FormProps = Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate' | 'ref'> & {
  /** Not called while `pending`. */
  onSubmit: (form: FormData) => void
  pending: boolean
  /** Whether something would be lost, where the fields themselves do not tell. */
  dirty?: boolean
  /** Whether something would be lost beside what the fields hold. */
  chosen?: boolean
}

/** A form that scripts submit. What was changed in it is not lost without asking. */
export function Form({ onSubmit, pending, dirty, chosen = false, ...props }: FormProps) {
  const { ref, isChanged, look } = useChanges()
  useUnsaved(dirty ?? (isChanged || chosen), pending)
  return (
    <form
      {...props}
      ref={ref}
      noValidate
      method="post"
      onInput={look}
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) onSubmit(formData(event.currentTarget))
      }}
    />
  )
}

/** A form on the page itself, posted to its action with and without scripts; see `useActionForm`. */
export function PageForm({
  pending,
  saved = 0,
  ...props
}: Omit<ComponentProps<'form'>, 'ref' | 'onInput'> & {
  pending: boolean
  /** How often it was saved: what it held then is no change. */
  saved?: number
}) {
  const { ref, isChanged, look } = useChanges(saved)
  useUnsaved(isChanged, pending)
  return (
    <>
      <form {...props} ref={ref} onInput={look} />
      <DiscardQuestion />
    </>
  )
}

/** Whether the fields hold something else than at first. Fields for looking something up are none of them. */
function useChanges(saved = 0) {
  const ref = useRef<HTMLFormElement>(null)
  const first = useRef('')
  const [isChanged, setChanged] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each time it was saved.
  useEffect(() => {
    first.current = contentOf(ref.current)
    setChanged(false)
  }, [saved])
  return { ref, isChanged, look: () => setChanged(contentOf(ref.current) !== first.current) }
}

function contentOf(form: HTMLFormElement | null): string {
  if (!form) return ''
  const fields = [...form.querySelectorAll<HTMLInputElement>('input, textarea, select')].filter(
    ({ name, type, dataset }) => name !== '' && type !== 'hidden' && !('passing' in dataset),
  )
  return JSON.stringify(
    fields.map((field) => [
      /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value,
      field.validity.badInput,
    ]),
  )
}
