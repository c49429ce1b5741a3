import 'server-only'
import { z } from 'zod'
import { NumberedQuery, numberedPage, offsetOf, uuidOf } from '@/lib/doors/api/numbered'
import { operation } from '@/lib/doors/api/operation'
import { QueryText } from '@/lib/doors/api/query'
import { Pagination } from '@/lib/doors/api/wire'
import { modelOf, numberOf, wirePermission } from '@/lib/doors/wire/authentik/permissions/wire'
import { Codenames } from '@/lib/doors/wire/authentik/roles/wire'
import { Invalid } from '@/lib/kernel/errors'
import { filterRoles } from '@/lib/roles/filter'
import { getRole } from '@/lib/roles/get'
import { updateRole } from '@/lib/roles/update'

const onObjects =
  'A role holds no permissions on single objects here. Grant it, or the permission itself, over one user, group or folder with POST rbac/grants/.'

const ModelPermission = z
  .object({
    ...{ id: z.int(), codename: z.string(), model: z.string(), app_label: z.string(), name: z.string() },
  })
  .meta({ id: 'RoleModelPermission' })

const RoleAssigned = z
  .object({
    role_pk: z.string(),
    name: z.string(),
    object_permissions: z.array(z.object({})).describe('Always empty: see rbac/grants/.'),
    model_permissions: z.array(ModelPermission),
  })
  .meta({ id: 'RoleAssignedObjectPermission' })

const RoleAssignedList = z
  .object({ pagination: Pagination, results: z.array(RoleAssigned), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedRoleAssignedObjectPermissionList' })

export const assignedByRoles = operation({
  id: 'rbac_permissions_assigned_by_roles_list',
  summary: 'Roles with what they hold of one model',
  permission: 'roles.read',
  query: NumberedQuery.extend({
    model: QueryText.describe('Such as authentik_core.user, or user.'),
    search: QueryText.optional(),
    ordering: z.enum(['name', '-name']).default('name'),
  }),
  refusals: { object_pk: onObjects },
  result: RoleAssignedList,
  async run(ctx, { query }) {
    const model = query.model.slice(query.model.lastIndexOf('.') + 1).toLowerCase()
    const { roles } = await filterRoles(
      ctx,
      { search: query.search, inherited: false },
      { limit: 1000, offset: 0, descending: query.ordering === '-name' },
    )
    const found = roles.flatMap((role) => {
      const held = role.permissions.filter((name) => modelOf(name) === model)
      return held.length > 0 ? [{ role, held }] : []
    })
    const { offset, limit } = offsetOf(query)
    const page = found.slice(offset, offset + limit).map(({ role, held }) => ({
      ...{ role_pk: role.uuid, name: role.name, object_permissions: [] },
      model_permissions: held.map((name) => {
        const { id, codename, model, app_label, name: description } = wirePermission(name)
        return { id, codename, model, app_label, name: description }
      }),
    }))
    return { result: numberedPage(query, page, found.length) }
  },
})

const AssignRequest = z
  .strictObject({
    permissions: Codenames,
    model: z.string().max(200).nullish().describe('Not needed: codenames say what they are about.'),
    object_pk: z.string().max(200).nullish().describe(`Refused unless empty. ${onObjects}`),
  })
  .meta({ id: 'PermissionAssignRequest' })

const PatchedAssignRequest = AssignRequest.partial().meta({ id: 'PatchedPermissionAssignRequest' })

export const assign = operation({
  id: 'rbac_permissions_assigned_by_roles_assign',
  summary: 'Put permissions into a role',
  permission: 'roles.update',
  body: AssignRequest,
  result: z
    .array(z.object({ id: z.string() }).meta({ id: 'PermissionAssignResult' }))
    .meta({ id: 'PermissionAssignResultList' }),
  async run(ctx, { params, body }) {
    if (body.object_pk) throw new Invalid({ object_pk: [onObjects] })
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    const permissions = [...new Set([...role.permissions, ...body.permissions])]
    await updateRole(ctx, { id: role.id, version: role.version, permissions })
    return { result: body.permissions.map((name) => ({ id: String(numberOf(name)) })) }
  },
})

export const unassign = operation({
  id: 'rbac_permissions_assigned_by_roles_unassign_partial_update',
  summary: 'Take permissions out of a role',
  permission: 'roles.update',
  body: PatchedAssignRequest,
  result: z.null(),
  status: 204,
  async run(ctx, { params, body: { permissions: leaving = [], object_pk } }) {
    if (object_pk) throw new Invalid({ object_pk: [onObjects] })
    const role = await getRole(ctx, { uuid: uuidOf(params, 'The role') })
    const permissions = role.permissions.filter((name) => !leaving.includes(name))
    await updateRole(ctx, { id: role.id, version: role.version, permissions })
    return { result: null }
  },
})
