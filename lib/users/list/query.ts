import { userTypeNames } from './types'

/** What the filter box says, taken apart. Dates are ISO days; ages are days before now. */
export type UserQuery = {
  active?: boolean
  type?: (typeof userTypeNames)[number]
  hasEmail?: boolean
  lastSignIn?:
    | { olderThanDays: number }
    | { withinDays: number }
    | { since: string }
    | { before: string }
    | 'never'
  /** Every one of these is found in username, name or e-mail. */
  text: string[]
}

export const maxQueryLength = 500
const maxWords = 10

type Term = { values: string[]; hint: string; read: (value: string, query: UserQuery) => boolean }

const yesOrNo = (set: (query: UserQuery, value: boolean) => void) => ({
  values: ['yes', 'no'],
  hint: 'yes or no',
  read(value: string, query: UserQuery) {
    if (value !== 'yes' && value !== 'no') return false
    set(query, value === 'yes')
    return true
  },
})

/** The terms the filter box knows, with the values it offers. */
export const queryTerms: Record<string, Term> = {
  active: yesOrNo((query, value) => {
    query.active = value
  }),
  type: {
    values: [...userTypeNames],
    hint: userTypeNames.join(', '),
    read(value, query) {
      const type = userTypeNames.find((name) => name === value)
      if (type) query.type = type
      return type !== undefined
    },
  },
  'has-email': yesOrNo((query, value) => {
    query.hasEmail = value
  }),
  'last-sign-in': {
    values: ['<7d', '<30d', '>30d', '>90d', '>365d', 'never'],
    hint: 'an age such as >90d or <7d, a date such as >=2026-01-31 or <2026-01-31, or never',
    read(value, query) {
      const lastSignIn = readLastSignIn(value)
      if (lastSignIn) query.lastSignIn = lastSignIn
      return lastSignIn !== undefined
    },
  },
}

function readLastSignIn(value: string): UserQuery['lastSignIn'] {
  if (value === 'never') return 'never'
  const age = /^([<>])(\d{1,5})d$/.exec(value)
  if (age) return age[1] === '>' ? { olderThanDays: Number(age[2]) } : { withinDays: Number(age[2]) }
  const date = /^(>=|<)(\d{4}-\d{2}-\d{2})$/.exec(value)
  const day = date?.[2]
  if (!day || !isDay(day)) return undefined
  return date[1] === '<' ? { before: day } : { since: day }
}

/** A day of the calendar, from the year 1 on: PostgreSQL knows no year 0, and JavaScript reads 30 February as 2 March. */
function isDay(text: string): boolean {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1) return false
  return moment.toISOString().startsWith(text)
}

/** Reads the filter box. Words with an unknown name before the colon are searched for as they stand. */
export function parseUserQuery(text: string): { query: UserQuery; problem?: string } {
  const query: UserQuery = { text: [] }
  if (text.includes('\0')) return { query, problem: 'A search cannot hold a null character.' }
  if (text.length > maxQueryLength)
    return { query, problem: `A search may have at most ${maxQueryLength} characters.` }
  for (const [, quoted, word] of text.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const found = word?.match(/^([a-z-]+):(.*)$/)
    const term =
      found?.[1] !== undefined && Object.hasOwn(queryTerms, found[1]) ? queryTerms[found[1]] : undefined
    if (term && !term.read(found?.[2] ?? '', query))
      return { query, problem: `${found?.[1]}: takes ${term.hint}.` }
    const plain = (quoted ?? word ?? '').trim()
    if (!term && plain !== '') query.text.push(plain)
  }
  if (query.text.length > maxWords) return { query, problem: `A search may have at most ${maxWords} words.` }
  return { query }
}

/** The same text with one term set to a value, or without it. What the filter menu does to the box. */
export function withTerm(text: string, name: string, value: string | undefined): string {
  const others = [...text.matchAll(/"[^"]*"?|\S+/g)]
    .map(([part]) => part)
    .filter((part) => !part.startsWith(`${name}:`))
  return [...(value === undefined ? [] : [`${name}:${value}`]), ...others].join(' ')
}

/** The value a text gives a term, or undefined; of several the last counts, as in reading. */
export function termOf(text: string, name: string): string | undefined {
  const parts = [...text.matchAll(/"[^"]*"?|\S+/g)].map(([part]) => part)
  return parts.findLast((part) => part.startsWith(`${name}:`))?.slice(name.length + 1)
}
