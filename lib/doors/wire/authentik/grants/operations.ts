import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { grants, roles } from '@/db/schema'
import { numberedPage, offsetOf, uuidOf } from '@/lib/doors/api/numbered'
import { type Operations, operation } from '@/lib/doors/api/operation'
import type { ApiContext } from '@/lib/doors/api/token'
import { createGrant } from '@/lib/grants/create'
import { deleteGrants, planGrantDeletion } from '@/lib/grants/delete'
import { findGrants, type HeldGrant } from '@/lib/grants/list'
import { NotFound } from '@/lib/kernel/errors'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { GrantListQuery, GrantRequest, WireGrant, WireGrantList, wireGrant } from './wire'
import { grantOfRequest, groupId } from './wire-input'

const list = operation({
  id: 'rbac_grants_list',
  summary: 'Who was given which permission or role, over what; the newest first',
  permission: 'grants.read',
  query: GrantListQuery,
  result: WireGrantList,
  async run(ctx, { query }) {
    const { user, group, permission, role, scope } = query
    const ofRole = ctx.db
      .select({ id: roles.id })
      .from(roles)
      .where(and(eq(roles.uuid, role ?? ''), visibleRoles(ctx)))
    const condition = and(
      user === undefined ? undefined : eq(grants.userId, user),
      group === undefined ? undefined : eq(grants.groupId, await groupId(ctx, group)),
      permission === undefined ? undefined : eq(grants.permission, permission),
      role === undefined ? undefined : eq(grants.roleId, ofRole),
      scope === undefined ? undefined : eq(grants.scope, scope),
    )
    const found = await findGrants(ctx, condition, offsetOf(query))
    return { result: numberedPage(query, found.grants.map(wireGrant), found.count) }
  },
})

const create = operation({
  id: 'rbac_grants_create',
  summary: 'Give a permission or a role to a user or a group, over a scope',
  permission: 'grants.create',
  body: GrantRequest,
  result: WireGrant,
  status: 201,
  async run(ctx, { body }) {
    const { id } = await createGrant(ctx, await grantOfRequest(ctx, body))
    return { result: wireGrant(await readGrant(ctx, { uuid: id })) }
  },
})

const retrieve = operation({
  id: 'rbac_grants_retrieve',
  summary: 'Read a grant',
  permission: 'grants.read',
  result: WireGrant,
  run: async (ctx, { params }) => ({ result: wireGrant(await readGrant(ctx, params)) }),
})

const destroy = operation({
  id: 'rbac_grants_destroy',
  summary: 'Take a grant away',
  permission: 'grants.delete',
  result: z.null(),
  status: 204,
  async plan(ctx, { params }) {
    const { id } = await readGrant(ctx, params)
    return planGrantDeletion(ctx, [id])
  },
  async run(ctx, { params }) {
    const { id } = await readGrant(ctx, params)
    await deleteGrants(ctx, { ids: [id] })
    return { result: null }
  },
})

async function readGrant(ctx: ApiContext, params: { uuid?: string }): Promise<HeldGrant> {
  const id = uuidOf(params, 'The grant')
  const { grants: found } = await findGrants(ctx, eq(grants.id, id), { limit: 1, offset: 0 })
  const [grant] = found
  if (!grant) throw new NotFound('The grant')
  return grant
}

/** What the API serves of grants, by path. */
export const grantOperations = {
  '/rbac/grants/': { GET: list, POST: create },
  '/rbac/grants/{uuid}/': { GET: retrieve, DELETE: destroy },
} satisfies Record<string, Operations>
