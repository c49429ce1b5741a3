import 'server-only'
import { z } from 'zod'
import { uuidOf } from '@/lib/doors/api/numbered'
import { operation } from '@/lib/doors/api/operation'
import type { ApiContext } from '@/lib/doors/api/token'
import { PatchedRoleRequest, RoleRequest, WireRole, wireRole } from '@/lib/doors/wire/authentik/roles/wire'
import { createRole } from '@/lib/roles/create'
import { deleteRole, planRoleDeletion } from '@/lib/roles/delete'
import { getRole } from '@/lib/roles/get'
import { updateRole } from '@/lib/roles/update'

export const create = operation({
  id: 'rbac_roles_create',
  summary: 'Create a role',
  permission: 'roles.create',
  body: RoleRequest,
  result: WireRole,
  status: 201,
  async run(ctx, { body: { name, description = '', permissions = [] } }) {
    const { id } = await createRole(ctx, { name, description, permissions })
    const role = await getRole(ctx, id)
    return { result: wireRole(role), version: role.version }
  },
})

export const update = operation({
  id: 'rbac_roles_update',
  summary: 'Change a role; name is required, other fields left out keep their value',
  permission: 'roles.update',
  body: RoleRequest,
  result: WireRole,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

export const partialUpdate = operation({
  id: 'rbac_roles_partial_update',
  summary: 'Change some fields of a role',
  permission: 'roles.update',
  body: PatchedRoleRequest,
  result: WireRole,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

async function change(
  ctx: ApiContext,
  params: { uuid?: string },
  body: z.output<typeof PatchedRoleRequest>,
  version: number | undefined,
) {
  const { id } = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
  const role = await updateRole(ctx, { id, version, ...body })
  return { result: wireRole(role), version: role.version }
}

export const destroy = operation({
  id: 'rbac_roles_destroy',
  summary: 'Delete a role and take it from everybody who has it',
  permission: 'roles.delete',
  result: z.null(),
  status: 204,
  async plan(ctx, { params }) {
    const { id } = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    return planRoleDeletion(ctx, id)
  },
  async run(ctx, { params }) {
    const { id } = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    await deleteRole(ctx, { id })
    return { result: null }
  },
})
