import 'server-only'
import { and } from 'drizzle-orm'
import { z } from 'zod'
import type { CredentialName } from '@/lib/access/credential-words'
import { operation } from '@/lib/doors/api/operation'
import { QueryText } from '@/lib/doors/api/query'
import { WireUsedBy } from '@/lib/doors/api/used-by'
import { pagination } from '@/lib/doors/api/wire'
import { listUsersByNumber } from '@/lib/doors/wire/authentik/users/list-numbered'
import { WireUser, WireUserList, WireUserPaths } from '@/lib/doors/wire/authentik/users/wire'
import {
  pageOfQuery,
  searchWords,
  UserListQuery,
  userListRefusals,
} from '@/lib/doors/wire/authentik/users/wire-list'
import { readWireUser, visibleTies, wireUser } from '@/lib/doors/wire/authentik/users/wire-rows'
import { holdersOfRoles } from '@/lib/grants/holders-of-roles'
import { membersOfGroups } from '@/lib/groups/groups-of-users'
import { getUser } from '@/lib/users/get'
import { listFolderPaths } from '@/lib/users/list/paths'
import { listUsesOfUser } from '@/lib/users/used-by'
import { userId } from './user-id'

const modelNames: Record<CredentialName, string> = {
  sessions: 'authenticatedsession',
  apiTokens: 'token',
  recoveryLinks: 'recoverylink',
}

export const list = operation({
  id: 'core_users_list',
  summary: 'List users',
  permission: 'users.read',
  query: UserListQuery,
  refusals: userListRefusals,
  result: WireUserList,
  async run(ctx, { query }) {
    const holding = and(
      await holdersOfRoles(ctx, query.roles_by_name, query.roles_by_pk),
      membersOfGroups(ctx, query.groups_by_name, query.groups_by_pk),
    )
    const expand = { groups: query.include_groups, roles: query.include_roles }
    const wire = wireUser(ctx, await visibleTies(ctx), expand)
    const page = await listUsersByNumber(ctx, pageOfQuery(query, holding), wire)
    const number = query.cursor === undefined ? (query.page ?? 1) : undefined
    return {
      result: {
        pagination: pagination(
          { number, size: query.page_size, shown: page.shown, count: page.count, capped: page.capped },
          { exists: page.hasNext, cursor: page.next },
        ),
        results: page.users,
        autocomplete: {},
      },
    }
  },
})

export const retrieve = operation({
  id: 'core_users_retrieve',
  summary: 'Read a user',
  permission: 'users.read',
  result: WireUser,
  async run(ctx, { params }) {
    const { id, version } = await getUser(ctx, userId(params))
    return { result: await readWireUser(ctx, id, await visibleTies(ctx)), version }
  },
})

export const paths = operation({
  id: 'core_users_paths_retrieve',
  summary: 'The paths of all folders, or of those that hold users found by a search',
  permission: 'users.read',
  query: z.strictObject({ search: QueryText.optional() }),
  result: WireUserPaths,
  run: async (ctx, { query }) => ({ result: await listFolderPaths(ctx, searchWords(query.search)) }),
})

export const usedBy = operation({
  id: 'core_users_used_by_list',
  summary: 'What is deleted with a user: sessions, API tokens and recovery links that can still be used',
  permission: 'users.read',
  result: z.array(WireUsedBy).meta({ id: 'UsedByList' }),
  async run(ctx, { params }) {
    const uses = await listUsesOfUser(ctx, userId(params))
    return {
      result: uses.map(({ kind, id, name }) => ({
        ...{ app: 'authentik_core', model_name: modelNames[kind], pk: id, name, action: 'cascade' as const },
      })),
    }
  },
})
