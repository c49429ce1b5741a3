'use client'

import { type MouseEvent, useEffect, useRef } from 'react'
import { Alert } from '../ui/alert'

export type SummaryError = { name: string; label: string; message: string }

type ErrorSummaryProps = {
  /** What went wrong as a whole; shown even when no field is to blame. */
  message?: string | undefined
  errors?: SummaryError[]
}

/** Takes the focus when errors arrive, and leads to each field of its form. Must stand inside the form. */
export function ErrorSummary({ message, errors = [] }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const wrong = errors.length > 0 || Boolean(message)
  const fingerprint = JSON.stringify([message, errors])

  useEffect(() => {
    if (wrong && fingerprint) box.current?.focus()
  }, [wrong, fingerprint])

  if (!wrong) return null
  return (
    <Alert
      ref={box}
      tone="danger"
      role="alert"
      tabIndex={-1}
      title={
        message ?? (errors.length === 1 ? 'One field needs a look' : `${errors.length} fields need a look`)
      }
    >
      {errors.length > 0 && (
        <ul className="mt-0.5">
          {errors.map(({ name, label, message: reason }) => (
            <li key={`${name} ${reason}`}>
              <a href={`#${name}`} onClick={(event) => focusField(event, name)} className="font-medium">
                {label}
              </a>
              : {reason}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

function focusField(event: MouseEvent<HTMLAnchorElement>, name: string) {
  const found = event.currentTarget.closest('form')?.elements.namedItem(name)
  const field = found instanceof RadioNodeList ? found[0] : found
  if (!(field instanceof HTMLElement)) return
  event.preventDefault()
  field.focus()
}
