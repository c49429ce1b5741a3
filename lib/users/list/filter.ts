import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { signInNames, users } from '@/db/schema'
import { nameKey, searchForm } from '@/lib/kernel/names'
import { isAdministrator } from '@/lib/rights/administrators'
import { createdOrder, facetsOf, lastSignInOrder, type TimeCondition } from './conditions'
import type { UserConditions } from './plans'
import { type UserTypeName, userTypeNames } from './types'

export type MomentRange = { at?: Date | undefined; after?: Date | undefined; before?: Date | undefined }

/** Conditions on the fields of users, all of which must hold. Usernames and addresses compare as they do at sign-in. */
export type UserFilter = {
  words?: string[] | undefined
  username?: string | undefined
  email?: string | undefined
  name?: string | undefined
  uuid?: string | undefined
  active?: boolean | undefined
  administrator?: boolean | undefined
  types?: readonly UserTypeName[] | undefined
  hasSignedIn?: boolean | undefined
  lastSignIn?: MomentRange | undefined
  created?: MomentRange | undefined
  /** Who holds something, as a condition. */
  holding?: SQL | undefined
}

/** The filter in the terms of the list: what its indexes answer, and the rest. */
export function filterConditions(filter: UserFilter): UserConditions {
  const { active, types, words = [] } = filter
  const facets = facetsOf(active === undefined ? { text: words } : { active, text: words }).filter(
    (facet) => types === undefined || types.some((type) => userTypeNames.indexOf(type) === facet >> 2),
  )
  const looked: SQL[] = []
  if (filter.username !== undefined) looked.push(hasKey(sql`${users.usernameKey}`, filter.username))
  if (filter.email !== undefined) looked.push(hasKey(sql`${users.emailKey}`, filter.email))
  if (filter.uuid !== undefined) looked.push(eq(users.uuid, filter.uuid))
  if (filter.name !== undefined) {
    looked.push(eq(users.nameKey, searchForm(filter.name)), eq(users.name, filter.name))
  }
  if (filter.administrator !== undefined) {
    looked.push(filter.administrator ? isAdministrator : sql`not ${isAdministrator}`)
  }
  if (filter.holding) looked.push(filter.holding)
  const times = [...within(lastSignInOrder, filter.lastSignIn), ...within(createdOrder, filter.created)]
  if (filter.hasSignedIn !== undefined) {
    const comparison = filter.hasSignedIn ? sql`>` : sql`=`
    times.push({
      order: lastSignInOrder,
      condition: sql`${lastSignInOrder} ${comparison} '-infinity'::timestamptz`,
    })
  }
  return { facets, times, words, looked }
}

function hasKey(column: SQL, name: string): SQL {
  const key = nameKey(name)
  return sql`${column} = ${key} and ${users.id} = (select ${signInNames.userId} from ${signInNames} where ${signInNames.key} = ${key})`
}

/** Never signed in lies in no range, whatever its bounds. */
function within(order: SQL, { at, after, before }: MomentRange = {}): TimeCondition[] {
  const conditions: SQL[] = []
  if (at) conditions.push(sql`${order} = ${at.toISOString()}::timestamptz`)
  if (after) conditions.push(sql`${order} > ${after.toISOString()}::timestamptz`)
  if (before) {
    conditions.push(sql`${order} < ${before.toISOString()}::timestamptz`)
    conditions.push(sql`${order} > '-infinity'::timestamptz`)
  }
  return conditions.map((condition) => ({ order, condition }))
}
