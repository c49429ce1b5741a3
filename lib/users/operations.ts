import 'server-only'
import { z } from 'zod'
import { type Operations, operation } from '@/lib/api/operation'
import { QueryText } from '@/lib/api/query'
import { pagination } from '@/lib/api/wire'
import { NotFound } from '@/lib/errors'
import { type Permission, permissions } from '@/lib/permissions/catalogue'
import { hasPermission } from '@/lib/permissions/require'
import { createUser } from './create'
import { getUser } from './get'
import { listUsersByNumber } from './list-numbered'
import { getOwnProfile } from './own-profile'
import { listFolderPaths } from './paths'
import { updateUser } from './update'
import { WireSessionUser, WireUser, WireUserList, WireUserPaths, wireUser, wireUserSelf } from './wire'
import { newUser, PatchedUserRequest, UserRequest, userChanges, userRefusals } from './wire-input'
import { pageOfQuery, searchWords, UserListQuery, userListRefusals } from './wire-list'

const list = operation({
  id: 'core_users_list',
  summary: 'List users',
  permission: 'users.read',
  query: UserListQuery,
  refusals: userListRefusals,
  result: WireUserList,
  async run(ctx, { query }) {
    const { users, count, capped, hasNext, next } = await listUsersByNumber(ctx, pageOfQuery(query))
    const expand = { groups: query.include_groups, roles: query.include_roles }
    const number = query.cursor === undefined ? (query.page ?? 1) : undefined
    return {
      result: {
        pagination: pagination(
          { number, size: query.page_size, shown: users.length, count, capped },
          { exists: hasNext, cursor: next },
        ),
        results: users.map((user) => wireUser(user, expand)),
        autocomplete: {},
      },
    }
  },
})

const create = operation({
  id: 'core_users_create',
  summary: 'Create a user, without a password',
  permission: 'users.create',
  body: UserRequest,
  refusals: userRefusals,
  result: WireUser,
  status: 201,
  async run(ctx, { body }) {
    const { id } = await createUser(ctx, newUser(body))
    const user = await getUser(ctx, id)
    return { result: wireUser(user), version: user.version }
  },
})

const retrieve = operation({
  id: 'core_users_retrieve',
  summary: 'Read a user',
  permission: 'users.read',
  result: WireUser,
  async run(ctx, { params }) {
    const user = await getUser(ctx, userId(params))
    return { result: wireUser(user), version: user.version }
  },
})

const update = operation({
  id: 'core_users_update',
  summary: 'Change a user; username and name are required, other fields left out keep their value',
  permission: 'users.update',
  body: UserRequest,
  refusals: userRefusals,
  result: WireUser,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

const partialUpdate = operation({
  id: 'core_users_partial_update',
  summary: 'Change some fields of a user',
  permission: 'users.update',
  body: PatchedUserRequest,
  refusals: userRefusals,
  result: WireUser,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

async function change(
  ctx: Parameters<typeof updateUser>[0],
  params: { id?: string },
  body: z.output<typeof PatchedUserRequest>,
  ifMatch: number | undefined,
) {
  const before = await getUser(ctx, userId(params))
  const user = await updateUser(ctx, { ...userChanges(before, body), version: ifMatch })
  return { result: wireUser(user), version: user.version }
}

const me = operation({
  id: 'core_users_me_retrieve',
  summary: 'The user the token belongs to',
  result: WireSessionUser,
  async run(ctx) {
    const user = await getOwnProfile(ctx)
    const names = Object.keys(permissions) as Permission[]
    const held = await Promise.all(names.map((name) => hasPermission(ctx, name)))
    return {
      result: {
        user: wireUserSelf(
          user,
          names.filter((_, index) => held[index]),
        ),
        users: [],
      },
    }
  },
})

const paths = operation({
  id: 'core_users_paths_retrieve',
  summary: 'The paths of all folders, or of those that hold users found by a search',
  permission: 'users.read',
  query: z.strictObject({ search: QueryText.optional() }),
  result: WireUserPaths,
  run: async (ctx, { query }) => ({ result: await listFolderPaths(ctx, searchWords(query.search)) }),
})

/** Text that is not the number of a row is as unknown as one that no row has. */
function userId({ id = '' }: { id?: string }): number {
  const parsed = /^\d+$/.test(id) ? z.int32().positive().safeParse(Number(id)) : undefined
  if (!parsed?.success) throw new NotFound('The user')
  return parsed.data
}

/** What the API serves of users, by path. */
export const userOperations = {
  '/core/users/': { GET: list, POST: create },
  '/core/users/{id}/': { GET: retrieve, PUT: update, PATCH: partialUpdate },
  '/core/users/me/': { GET: me },
  '/core/users/paths/': { GET: paths },
} satisfies Record<string, Operations>
