'use client'

import { useCallback, useEffect, useState } from 'react'

type Answer = { url: string; data: unknown } | { url: string; error: string }

/** Reads one of the console's lookups. Throws an error whose message can be shown. */
export async function fetchLookup<Data>(url: string, signal?: AbortSignal): Promise<Data> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal: signal ?? null })
  if (response.ok) return response.json()
  const refusal: unknown = await response.json().catch(() => undefined)
  throw new Error(hasMessage(refusal) ? refusal.message : `The server answered ${response.status}.`)
}

function hasMessage(value: unknown): value is { message: string } {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  )
}

/** What a lookup answers now; answers to earlier addresses are dropped, whenever they arrive. Undefined asks nothing. */
export function useLookup<Data>(url: string | undefined, delayMs = 0) {
  const [answer, setAnswer] = useState<Answer>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (url === undefined) return
    const asked = new AbortController()
    const settle = (next: Answer) => !asked.signal.aborted && setAnswer(next)
    const timer = setTimeout(
      () => {
        fetchLookup(url, asked.signal).then(
          (data) => settle({ url, data }),
          (error: unknown) => settle({ url, error: reason(error) }),
        )
      },
      attempt > 0 ? 0 : delayMs,
    )
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [url, delayMs, attempt])

  const retry = useCallback(() => {
    setAnswer(undefined)
    setAttempt((count) => count + 1)
  }, [])
  const current = answer?.url === url ? answer : undefined
  return {
    data: current && 'data' in current ? (current.data as Data) : undefined,
    error: current && 'error' in current ? current.error : undefined,
    loading: url !== undefined && current === undefined,
    retry,
  }
}

function reason(error: unknown): string {
  return error instanceof Error && !(error instanceof TypeError)
    ? error.message
    : 'The server could not be reached.'
}
