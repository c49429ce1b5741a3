import 'server-only'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { grants } from '@/db/schema'
import { numberedPage, offsetOf, uuidOf } from '@/lib/doors/api/numbered'
import { operation } from '@/lib/doors/api/operation'
import { WireUsedBy } from '@/lib/doors/api/used-by'
import { RoleListQuery, WireRole, WireRoleList, wireRole } from '@/lib/doors/wire/authentik/roles/wire'
import { findGrants } from '@/lib/grants/list'
import { filterRoles } from '@/lib/roles/filter'
import { getRole } from '@/lib/roles/get'

export const list = operation({
  id: 'rbac_roles_list',
  summary: 'List roles',
  permission: 'roles.read',
  query: RoleListQuery,
  result: WireRoleList,
  async run(ctx, { query }) {
    const { search, name, inherited, ordering } = query
    const filter = { search, name, inherited, userId: query.users, groupUuid: query.groups }
    const { roles, count } = await filterRoles(
      ctx,
      { ...filter, keys: query.managed, isCustom: query.managed__isnull },
      { ...offsetOf(query), descending: ordering === '-name' },
    )
    return { result: numberedPage(query, roles.map(wireRole), count) }
  },
})

export const retrieve = operation({
  id: 'rbac_roles_retrieve',
  summary: 'Read a role',
  permission: 'roles.read',
  result: WireRole,
  async run(ctx, { params }) {
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    return { result: wireRole(role), version: role.version }
  },
})

const mostUses = 1000

export const usedBy = operation({
  id: 'rbac_roles_used_by_list',
  summary:
    'Whom a role is taken from when it is deleted, for whoever may delete it and of those whose grants they may see; at most 1,000',
  permission: 'roles.delete',
  result: z.array(WireUsedBy).meta({ id: 'RoleUsedByList' }),
  async run(ctx, { params }) {
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    const found = await findGrants(ctx, eq(grants.roleId, role.id), { limit: mostUses, offset: 0 })
    return {
      result: found.grants.map(({ holder }) => ({
        ...{ app: 'authentik_core', model_name: holder.kind, name: holder.label },
        ...{ pk: holder.uuid ?? String(holder.id), action: 'cascade' as const },
      })),
    }
  },
})
