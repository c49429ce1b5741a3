import 'server-only'
import { gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { nameKey, searchForm } from './names'
import type { UserQuery } from './query'
import { userTypeNames } from './types'

const dayMs = 24 * 60 * 60_000

/** Never signed in sorts and compares as longer ago than anything. The indexes hold this very expression. */
export const lastSignInOrder = sql`coalesce(${users.lastSignInAt}, '-infinity'::timestamptz)`

/** The values of `users.facet` that agree with what the query says about activity, address and type. */
export function facetsOf(query: UserQuery): number[] {
  return [...Array(16).keys()].filter(
    (facet) =>
      (query.active === undefined || query.active === Boolean(facet & 1)) &&
      (query.hasEmail === undefined || query.hasEmail === Boolean(facet & 2)) &&
      (query.type === undefined || query.type === userTypeNames[facet >> 2]),
  )
}

/** What no index range answers exactly: text and the time of the last sign-in. */
export function residualConditions(query: UserQuery, now: Date): SQL[] {
  const conditions = query.text.map(textCondition)
  const signIn = query.lastSignIn && lastSignInCondition(query.lastSignIn, now)
  if (signIn) conditions.push(signIn)
  return conditions
}

/** Three characters and more are found anywhere, by trigrams; fewer only at a beginning. */
function textCondition(word: string): SQL {
  const text = searchForm(word)
  if ([...text].length >= 3) return sql`${users.search} like ${`%${escapeLike(text)}%`}`
  const key = `${escapeLike(nameKey(word))}%`
  const starts = or(
    sql`${users.usernameKey} like ${key}`,
    sql`${users.nameKey} like ${`${escapeLike(text)}%`}`,
    sql`${users.emailKey} like ${key}`,
  )
  return starts ?? sql`false`
}

function lastSignInCondition(lastSignIn: NonNullable<UserQuery['lastSignIn']>, now: Date): SQL {
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs)
  if (lastSignIn === 'never') return sql`${lastSignInOrder} = '-infinity'::timestamptz`
  const since = (moment: Date) => gte(lastSignInOrder, moment.toISOString())
  const before = (moment: Date) => lt(lastSignInOrder, moment.toISOString())
  if ('olderThanDays' in lastSignIn) return before(daysAgo(lastSignIn.olderThanDays))
  if ('withinDays' in lastSignIn) return since(daysAgo(lastSignIn.withinDays))
  return 'since' in lastSignIn ? since(new Date(lastSignIn.since)) : before(new Date(lastSignIn.before))
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
