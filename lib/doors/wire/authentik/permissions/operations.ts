import 'server-only'
import { z } from 'zod'
import { NumberedQuery, numberedPage, offsetOf } from '@/lib/doors/api/numbered'
import { type Operations, operation } from '@/lib/doors/api/operation'
import { QueryText } from '@/lib/doors/api/query'
import { NotFound } from '@/lib/kernel/errors'
import { permissionNames, permissions } from '@/lib/rights/catalogue'
import { getRole } from '@/lib/roles/get'
import { ourApp } from './codenames'
import { modelOf, numberOf, WirePermission, WirePermissionList, wirePermission } from './wire'

const list = operation({
  id: 'rbac_permissions_list',
  summary: 'Every permission there is, or those of one role',
  permission: 'roles.read',
  query: NumberedQuery.extend({
    search: QueryText.optional().describe('Text in codename or description.'),
    ordering: z.enum(['codename', '-codename']).optional().describe('As in the catalogue when left out.'),
    codename: QueryText.optional(),
    content_type__app_label: QueryText.optional(),
    content_type__model: QueryText.optional(),
    role: z.uuid().optional(),
  }),
  result: WirePermissionList,
  async run(ctx, { query }) {
    const {
      search = '',
      ordering,
      codename,
      content_type__app_label: app,
      content_type__model: model,
    } = query
    const ofRole = query.role === undefined ? undefined : await getRole(ctx, { uuid: query.role })
    const text = search.trim().toLowerCase()
    const found = permissionNames.filter(
      (name) =>
        (ofRole === undefined || ofRole.permissions.includes(name)) &&
        (codename === undefined || name === codename) &&
        (app === undefined || app === ourApp) &&
        (model === undefined || model === modelOf(name)) &&
        `${name} ${permissions[name].description}`.toLowerCase().includes(text),
    )
    if (ordering) found.sort()
    if (ordering === '-codename') found.reverse()
    const { offset, limit } = offsetOf(query)
    const page = found.slice(offset, offset + limit).map(wirePermission)
    return { result: numberedPage(query, page, found.length) }
  },
})

const retrieve = operation({
  id: 'rbac_permissions_retrieve',
  summary: 'Read a permission',
  permission: 'roles.read',
  result: WirePermission,
  async run(_ctx, { params }) {
    const name = permissionNames.find((name) => String(numberOf(name)) === params.id)
    if (!name) throw new NotFound('The permission')
    return { result: wirePermission(name) }
  },
})

/** What the API serves of the catalogue of permissions, by path. */
export const permissionOperations = {
  '/rbac/permissions/': { GET: list },
  '/rbac/permissions/{id}/': { GET: retrieve },
} satisfies Record<string, Operations>
