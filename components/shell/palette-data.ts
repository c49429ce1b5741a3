import { readLookup } from '../client/read-lookup'

export type PaletteHit = { id: string | number; label: string; detail?: string; href: string }
export type PaletteAction = { label: string; href: string; keywords?: string }
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<PaletteHit[]>

/** Asks an address that answers `?q=` with a JSON list of hits. */
export function searchAt(url: string): PaletteSearch {
  return (query, signal) => readLookup(`${url}?q=${encodeURIComponent(query)}`, signal)
}

/** Whether every word of the query begins a word of the text. */
export function matchesWords(text: string, query: string): boolean {
  const words = text.toLocaleLowerCase('en').split(/\s+/)
  return query
    .toLocaleLowerCase('en')
    .split(/\s+/)
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)))
}
