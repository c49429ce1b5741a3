import 'server-only'
import { or, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { nameKey, searchForm } from '@/lib/kernel/names'
import type { UserQuery } from './query'
import { userTypeNames } from './types'

/** `order`: the expression by which lists sort that time, and which the condition is about. */
export type TimeCondition = { order: SQL; condition: SQL }

const dayMs = 24 * 60 * 60_000

/** Never signed in sorts and compares as longer ago than anything. The indexes hold this very expression. */
export const lastSignInOrder = sql`coalesce(${users.lastSignInAt}, '-infinity'::timestamptz)`

export const usernameOrder = sql`${users.usernameKey}`

export const createdOrder = sql`${users.createdAt}`

/** The values of `users.facet` that agree with what the query says about activity, address and type. */
export function facetsOf(query: UserQuery): number[] {
  return [...Array(16).keys()].filter(
    (facet) =>
      (query.active === undefined || query.active === Boolean(facet & 1)) &&
      (query.hasEmail === undefined || query.hasEmail === Boolean(facet & 2)) &&
      (query.type === undefined || query.type === userTypeNames[facet >> 2]),
  )
}

/**
 * Three letters or digits in a row are found anywhere, by trigrams; what has none, only at a beginning: no index could
 * find it elsewhere.
 */
export function textCondition(word: string): SQL {
  const text = searchForm(word)
  if (isAnywhere(word)) return sql`${users.search} like ${`%${escapeLike(text)}%`}`
  const key = `${escapeLike(nameKey(word))}%`
  const starts = or(
    sql`${users.usernameKey} like ${key}`,
    sql`${users.nameKey} like ${`${escapeLike(text)}%`}`,
    sql`${users.emailKey} like ${key}`,
  )
  return starts ?? sql`false`
}

/** What the database takes for letters of a word (`words_of` there). */
const run = String.raw`[a-z\u{80}-\u{10ffff}]{3,100}`

/**
 * The runs of letters in a text, as the database lists users by them: whoever holds the text has, for
 * each of these, a word with it inside. Of long runs the beginning, as the words of these overlap by 100.
 */
export function listedWords(text: string): string[] {
  if (!isAnywhere(text)) return []
  const runs = [...new Set(searchForm(text).match(new RegExp(run, 'gu')))]
  return runs.filter((one) => !runs.some((other) => other !== one && other.includes(one)))
}

/** The text with anything in place of some of these runs: wider, and of less work for an index. */
export function textWithout(text: string, left: string[]): SQL {
  const parts = searchForm(text).split(new RegExp(`(${run})`, 'u'))
  const pattern = parts.map((part) => (left.includes(part) ? '%' : escapeLike(part)))
  return sql`${users.search} like ${`%${pattern.join('')}%`}`
}

/** Whether a text is such a run and nothing else. */
export function isListedWord(text: string): boolean {
  return listedWords(text)[0] === searchForm(text)
}

/** Whether a text is found wherever it stands: by three letters or digits in a row. */
export function isAnywhere(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(searchForm(word))
}

export function lastSignInConditions(lastSignIn: UserQuery['lastSignIn'], now: Date): TimeCondition[] {
  if (!lastSignIn) return []
  const is = (comparison: '=' | '<' | '>=', moment: string) => [
    {
      order: lastSignInOrder,
      condition: sql`${lastSignInOrder} ${sql.raw(comparison)} ${moment}::timestamptz`,
    },
  ]
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString()
  const utc = (day: string) => new Date(day).toISOString()
  if (lastSignIn === 'never') return is('=', '-infinity')
  if ('olderThanDays' in lastSignIn) return is('<', daysAgo(lastSignIn.olderThanDays))
  if ('withinDays' in lastSignIn) return is('>=', daysAgo(lastSignIn.withinDays))
  return 'since' in lastSignIn ? is('>=', utc(lastSignIn.since)) : is('<', utc(lastSignIn.before))
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
