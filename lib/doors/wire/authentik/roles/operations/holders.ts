import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { grants } from '@/db/schema'
import { uuidOf } from '@/lib/doors/api/numbered'
import { operation } from '@/lib/doors/api/operation'
import { createGrant } from '@/lib/grants/create'
import { deleteGrants } from '@/lib/grants/delete'
import { findGrants } from '@/lib/grants/list'
import { NotFound } from '@/lib/kernel/errors'
import { getRole } from '@/lib/roles/get'
import { UserId } from '@/lib/users/input'

const UserOfRole = z.strictObject({ pk: UserId }).meta({ id: 'UserAccountSerializerForRoleRequest' })

export const addUser = operation({
  id: 'rbac_roles_add_user_create',
  summary: 'Give a user the role over everything',
  permission: 'grants.create',
  body: UserOfRole,
  result: z.null(),
  status: 204,
  async run(ctx, { params, body }) {
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    if (!(await grantOf(ctx, role.id, body.pk)))
      await createGrant(ctx, {
        ...{ holder: { userId: body.pk }, given: { roleId: role.id }, scope: { kind: 'everything' } },
      })
    return { result: null }
  },
})

export const removeUser = operation({
  id: 'rbac_roles_remove_user_create',
  summary: 'Take the role over everything from a user',
  permission: 'grants.delete',
  body: UserOfRole,
  result: z.null(),
  status: 204,
  async run(ctx, { params, body }) {
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    const grant = await grantOf(ctx, role.id, body.pk)
    if (!grant) throw new NotFound('A user who has this role over everything')
    await deleteGrants(ctx, { ids: [grant.id] })
    return { result: null }
  },
})

async function grantOf(ctx: Parameters<typeof findGrants>[0], roleId: number, userId: number) {
  const same = and(eq(grants.roleId, roleId), eq(grants.userId, userId), eq(grants.scope, 'everything'))
  const found = await findGrants(ctx, same, { limit: 1, offset: 0 })
  return found.grants[0]
}
