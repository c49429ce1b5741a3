'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { readLookup, reasonOf } from './read-lookup'

type Answer<Data> = { about: string } & ({ data: Data } | { error: string })

/**
 * What is read about one thing, anew each time it is asked about; undefined asks nothing. What is answered about another
 * thing, or after nobody asks any more, is dropped, whenever it arrives.
 */
export function useRead<Data>(
  about: string | undefined,
  read: (signal: AbortSignal) => Promise<Data>,
  delayMs = 0,
) {
  const [answer, setAnswer] = useState<Answer<Data>>()
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(read)
  latest.current = read

  useEffect(() => {
    if (about === undefined) return
    const asked = new AbortController()
    const settle = (next: Answer<Data>) => !asked.signal.aborted && setAnswer(next)
    const timer = setTimeout(
      () =>
        latest.current(asked.signal).then(
          (data) => settle({ about, data }),
          (error: unknown) => settle({ about, error: reasonOf(error) }),
        ),
      attempt > 0 ? 0 : delayMs,
    )
    return () => {
      clearTimeout(timer)
      asked.abort()
      setAnswer(undefined)
    }
  }, [about, delayMs, attempt])

  const current = about !== undefined && answer?.about === about ? answer : undefined
  return {
    data: current && 'data' in current ? current.data : undefined,
    error: current && 'error' in current ? current.error : undefined,
    loading: about !== undefined && current === undefined,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
    /** What has taken the place of what was read. */
    replace: (data: Data) => about !== undefined && setAnswer({ about, data }),
  }
}

/** What one of the console's lookups answers now. */
export function useLookup<Data>(url: string | undefined, delayMs = 0) {
  return useRead(url, (signal) => readLookup<Data>(url ?? '', signal), delayMs)
}
