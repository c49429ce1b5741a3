'use client'

import { useEffect, useState } from 'react'
import type { PaletteHit, PaletteSearch } from './palette-data'

type Answer = { query: string; hits: PaletteHit[] } | { query: string; failed: true }

const debounceMs = 120

/** Hits for what stands in the box now. Answers to earlier texts are dropped, whenever they arrive. */
export function usePaletteSearch(search: PaletteSearch | undefined, text: string) {
  const query = text.trim()
  const [answer, setAnswer] = useState<Answer>()

  useEffect(() => {
    if (!search || !query) return
    const asked = new AbortController()
    const timer = setTimeout(() => {
      search(query, asked.signal).then(
        (hits) => !asked.signal.aborted && setAnswer({ query, hits }),
        () => !asked.signal.aborted && setAnswer({ query, failed: true }),
      )
    }, debounceMs)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [search, query])

  const asking = Boolean(search && query)
  const current = answer?.query === query ? answer : undefined
  return {
    hits:
      asking && answer && 'hits' in answer
        ? answer.hits.filter((hit) => current || stillFits(hit, query))
        : [],
    loading: asking && !current,
    failed: asking && current !== undefined && 'failed' in current,
    answered: !asking || current !== undefined,
    /** The text the hits stand for, once they have come. */
    answeredQuery: current?.query,
  }
}

/** Whether an earlier hit may stay while the new answer is under way: only when it surely belongs to it. */
function stillFits(hit: PaletteHit, query: string): boolean {
  return `${hit.label} ${hit.detail ?? ''}`.toLocaleLowerCase('en').includes(query.toLocaleLowerCase('en'))
}
