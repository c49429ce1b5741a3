import 'server-only'
import { eq, or } from 'drizzle-orm'
import { z } from 'zod'
import { grants } from '@/db/schema'
import { numberedPage, offsetOf } from '@/lib/doors/api/numbered'
import { operation } from '@/lib/doors/api/operation'
import type { ApiContext } from '@/lib/doors/api/token'
import { WireUsedBy } from '@/lib/doors/api/used-by'
import { listGroupsByNumber } from '@/lib/doors/wire/authentik/groups/list-numbered'
import { type Expand, WireGroup, WireGroupList, wireGroup } from '@/lib/doors/wire/authentik/groups/wire'
import { GroupListQuery, groupListRefusals, Includes } from '@/lib/doors/wire/authentik/groups/wire-input'
import { findGrants } from '@/lib/grants/list'
import { givenText } from '@/lib/grants/words'
import { readWholeGroups } from '@/lib/groups/whole'
import { NotFound } from '@/lib/kernel/errors'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { groupIdOf } from './group-id'

const most = { list: 100, one: 1000 }

export const list = operation({
  id: 'core_groups_list',
  summary: 'List groups',
  permission: 'groups.read',
  query: GroupListQuery,
  refusals: groupListRefusals,
  result: WireGroupList,
  async run(ctx, { query }) {
    const { search, name, is_superuser: isAdministrator } = query
    const { ids, count } = await listGroupsByNumber(
      ctx,
      {
        ...{ search, name, isAdministrator },
        ...{ memberIds: query.members_by_pk, memberNames: query.members_by_username },
      },
      { ...offsetOf(query), descending: query.ordering === '-name' },
    )
    const groups = await readWholeGroups(ctx, ids, most.list)
    const expand = expandOf(query)
    return {
      result: numberedPage(
        query,
        groups.map((group) => wireGroup(group, expand)),
        count,
      ),
    }
  },
})

export const retrieve = operation({
  id: 'core_groups_retrieve',
  summary: 'Read a group',
  permission: 'groups.read',
  query: Includes,
  result: WireGroup,
  run: async (ctx, { params, query }) => answerWith(ctx, await groupIdOf(ctx, params), expandOf(query)),
})

/** A group as the API answers it, with its version. */
export async function answerWith(ctx: ApiContext, id: number, expand: Expand) {
  const [group] = await readWholeGroups(ctx, [id], most.one)
  if (!group) throw new NotFound('The group')
  return { result: wireGroup(group, expand), version: group.version }
}

export function expandOf(query: z.output<typeof Includes>): Expand {
  return {
    users: query.include_users,
    parents: query.include_parents,
    children: query.include_children,
    inheritedRoles: query.include_inherited_roles,
  }
}

export const usedBy = operation({
  id: 'core_groups_used_by_list',
  summary:
    'What goes with a group, for whoever may delete it: the place of groups below it and grants to or over it, at most 1,000 each',
  permission: 'groups.read',
  result: z.array(WireUsedBy).meta({ id: 'GroupUsedByList' }),
  async run(ctx, { params }) {
    const id = await groupIdOf(ctx, params)
    await requirePermission(ctx, 'groups.delete', { groupId: id })
    const [group] = await readWholeGroups(ctx, [id], most.one)
    const concerned = or(eq(grants.groupId, id), eq(grants.scopeGroupId, id))
    const held = (await hasPermission(ctx, 'grants.read'))
      ? (await findGrants(ctx, concerned, { limit: most.one, offset: 0 })).grants
      : []
    return {
      result: [
        ...(group?.children ?? []).map(({ uuid, name }) => ({
          ...{ app: 'authentik_core', model_name: 'group', pk: uuid, name },
          action: 'left_dangling' as const,
        })),
        ...held.map((grant) => ({
          ...{ app: 'authentik_rbac', model_name: 'grant', pk: grant.id, name: givenText(grant) },
          action: 'cascade' as const,
        })),
      ],
    }
  },
})
