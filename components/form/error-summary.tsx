'use client'

import { type MouseEvent, useEffect, useRef } from 'react'
import { Alert } from '../ui/alert'

export type SummaryError = { name: string; label: string; message: string }

type ErrorSummaryProps = {
  /** What went wrong as a whole; shown even when no field is to blame. */
  message?: string | undefined
  errors?: SummaryError[]
  /** For forms that check while one types: the focus is taken once for each number, not whenever an error changes. */
  attempt?: number
}

/** Takes the focus when errors arrive, and leads to each field of its form. Must stand inside the form. */
export function ErrorSummary({ message, errors = [], attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const wrong = errors.length > 0 || Boolean(message)
  const fingerprint = attempt === undefined ? JSON.stringify([message, errors]) : String(attempt)

  const taken = useRef<string>(undefined)

  useEffect(() => {
    if (wrong && taken.current !== fingerprint) box.current?.focus()
    if (wrong || attempt === undefined) taken.current = wrong ? fingerprint : undefined
  }, [wrong, fingerprint, attempt])

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
  const form = event.currentTarget.closest('form')
  const found = form?.elements.namedItem(name) ?? form?.querySelector(`[data-field="${name}"]`)
  const field = found instanceof RadioNodeList ? found[0] : found
  if (!(field instanceof HTMLElement)) return
  event.preventDefault()
  field.focus()
}
