import 'server-only'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Refusals } from '@/lib/doors/api/problems'
import { QueryText } from '@/lib/doors/api/query'
import { MomentInput, PageQuery } from '@/lib/doors/api/wire'
import { FolderPath } from '@/lib/folders/input'
import { Invalid } from '@/lib/kernel/errors'
import type { UserFilter } from '@/lib/users/list/filter'
import type { UserSort } from '@/lib/users/list/order'
import { userTypeNames } from '@/lib/users/list/types'
import type { NumberedPage } from './list-numbered'

const orderings = {
  username: 'username',
  '-username': '-username',
  name: 'name',
  '-name': '-name',
  last_login: 'last-sign-in',
  '-last_login': '-last-sign-in',
  date_joined: 'created',
  '-date_joined': '-created',
  pk: 'id',
  '-pk': '-id',
} as const satisfies Record<string, UserSort>

const ordering = z.enum(Object.keys(orderings) as (keyof typeof orderings)[])

const moment = MomentInput.optional()

/** The query of the users list. */
export const UserListQuery = PageQuery.extend({
  search: QueryText.optional().describe(
    'Words, each found in username, name or e-mail: anywhere from three characters on, shorter ones at the beginning. Or a UUID.',
  ),
  ordering: ordering.default('username'),
  username: QueryText.optional().describe('Exactly, without regard to case.'),
  email: QueryText.optional().describe('Exactly, without regard to case.'),
  name: QueryText.optional().describe('Exactly.'),
  uuid: z.uuid().optional(),
  path: FolderPath.optional().describe('The users of this folder itself.'),
  path_startswith: FolderPath.optional().describe(
    'The users of this folder and of those below it, by whole segments.',
  ),
  is_active: z.boolean().optional(),
  is_superuser: z.boolean().optional(),
  type: z.array(z.enum(userTypeNames)).optional(),
  last_login: moment,
  last_login__gt: moment,
  last_login__lt: moment,
  last_login__isnull: z.boolean().optional(),
  date_joined: moment,
  date_joined__gt: moment,
  date_joined__lt: moment,
  roles_by_name: z.array(QueryText).optional().describe('Who has one of these directly over everything.'),
  roles_by_pk: z.array(z.uuid()).optional(),
  groups_by_name: z.array(QueryText).optional().describe('Who is in one of these directly.'),
  groups_by_pk: z.array(z.uuid()).optional(),
  include_groups: z.boolean().default(true),
  include_roles: z.boolean().default(true),
})
export type UserListQuery = z.output<typeof UserListQuery>

const notServed = 'This server does not filter by this yet.'

export const userListRefusals: Refusals = Object.fromEntries(
  [...['attributes', 'last_updated', 'last_updated__gt', 'last_updated__lt']].map((parameter) => [
    parameter,
    notServed,
  ]),
)

const maxSearchWords = 10

/** The page asked for. `holding`: the condition that the roles and groups asked for make. */
export function pageOfQuery(query: UserListQuery, holding: SQL | undefined): NumberedPage {
  if (query.cursor !== undefined && query.page !== undefined) {
    throw new Invalid({ cursor: ['Send page or cursor, not both.'] })
  }
  return {
    ...folderOf(query),
    filter: { ...filterOf(query), holding },
    sort: orderings[query.ordering],
    size: query.page_size,
    number: query.page,
    after: query.cursor,
  }
}

/** No folder at all when the two parameters exclude each other. */
function folderOf({ path, path_startswith: above }: UserListQuery) {
  if (path === undefined) return { folder: above ?? '', subfolders: true }
  const inside = above === undefined || path === above || path.startsWith(`${above}/`)
  return { folder: inside ? path : undefined, subfolders: false }
}

function filterOf(query: UserListQuery): UserFilter {
  const words = searchWords(query.search)
  const searchedUuid = words.length === 1 ? z.uuid().safeParse(words[0]).data : undefined
  const { username, email, name, last_login__isnull: neverSignedIn } = query
  return {
    words: searchedUuid ? [] : words,
    ...{ username, email, name, uuid: query.uuid ?? searchedUuid },
    active: query.is_active,
    administrator: query.is_superuser,
    types: query.type,
    hasSignedIn: neverSignedIn === undefined ? undefined : !neverSignedIn,
    lastSignIn: { at: query.last_login, after: query.last_login__gt, before: query.last_login__lt },
    created: { at: query.date_joined, after: query.date_joined__gt, before: query.date_joined__lt },
  }
}

export function searchWords(search = ''): string[] {
  const words = search.split(/\s+/).filter(Boolean)
  if (words.length <= maxSearchWords) return words
  throw new Invalid({ search: [`A search may have at most ${maxSearchWords} words.`] })
}
