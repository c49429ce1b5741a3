import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { signInNames, users } from '@/db/schema'
import { facetsOf, lastSignInOrder, residualConditions } from './list-conditions'
import type { UserSelection } from './list-plans'
import { nameKey, searchForm } from './names'
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
}

/** Always true. The indexes by name and by time begin with the facet; naming it lets a range of them be read. */
const anyFacet = sql`${users.facet} = any('{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15}')`

/** The filter in the terms of the list: what its indexes answer, and the rest. Each condition names an index of its own. */
export function filterConditions(filter: UserFilter, now: Date): Pick<UserSelection, 'facets' | 'residual'> {
  const { active, types, words = [] } = filter
  const facets = facetsOf(active === undefined ? { text: words } : { active, text: words }).filter(
    (facet) => types === undefined || types.some((type) => userTypeNames.indexOf(type) === facet >> 2),
  )
  const residual = residualConditions({ text: words }, now)
  if (filter.username !== undefined) residual.push(hasKey(sql`${users.usernameKey}`, filter.username))
  if (filter.email !== undefined) residual.push(hasKey(sql`${users.emailKey}`, filter.email))
  if (filter.uuid !== undefined) residual.push(eq(users.uuid, filter.uuid))
  if (filter.name !== undefined) {
    residual.push(anyFacet, eq(users.nameKey, searchForm(filter.name)), eq(users.name, filter.name))
  }
  if (filter.administrator !== undefined) {
    residual.push(filter.administrator ? sql`${users.isAdministrator}` : sql`not ${users.isAdministrator}`)
  }
  if (filter.hasSignedIn !== undefined) {
    const comparison = filter.hasSignedIn ? sql`>` : sql`=`
    residual.push(anyFacet, sql`${lastSignInOrder} ${comparison} '-infinity'::timestamptz`)
  }
  residual.push(
    ...within(lastSignInOrder, filter.lastSignIn),
    ...within(sql`${users.createdAt}`, filter.created),
  )
  return { facets, residual }
}

function hasKey(column: SQL, name: string): SQL {
  const key = nameKey(name)
  return sql`${column} = ${key} and ${users.id} = (select ${signInNames.userId} from ${signInNames} where ${signInNames.key} = ${key})`
}

/** Never signed in lies in no range, whatever its bounds. */
function within(column: SQL, { at, after, before }: MomentRange = {}): SQL[] {
  const conditions: SQL[] = []
  if (at) conditions.push(sql`${column} = ${at.toISOString()}::timestamptz`)
  if (after) conditions.push(sql`${column} > ${after.toISOString()}::timestamptz`)
  if (before) {
    conditions.push(sql`${column} < ${before.toISOString()}::timestamptz`)
    conditions.push(sql`${column} > '-infinity'::timestamptz`)
  }
  return conditions.length > 0 ? [anyFacet, ...conditions] : []
}
