import 'server-only'
import { z } from 'zod'
import { NumberedQuery } from '@/lib/doors/api/numbered'
import { QueryText } from '@/lib/doors/api/query'
import { Pagination } from '@/lib/doors/api/wire'
import { permissionsNamed } from '@/lib/doors/wire/authentik/permissions/codenames'
import type { Role } from '@/lib/roles/get'
import { RoleFields } from '@/lib/roles/input'

/** A role as the API writes it. All but pk and name are ours. */
export const WireRole = z
  .object({
    pk: z.uuid(),
    name: z.string(),
    description: z.string(),
    managed: z.string().nullable().describe('Set for roles that come with Latchkey and cannot be changed.'),
    permissions: z.array(z.string()).describe('Codenames.'),
  })
  .meta({ id: 'Role' })

export const WireRoleList = z
  .object({ pagination: Pagination, results: z.array(WireRole), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedRoleList' })

export function wireRole({ uuid, name, description, key, permissions }: Role): z.infer<typeof WireRole> {
  return { pk: uuid, name, description, managed: key, permissions }
}

/** Codenames, each ours or one the origin uses for the same. */
export const Codenames = z
  .array(z.string().max(200))
  .max(1000)
  .superRefine((codenames, ctx) => {
    for (const codename of codenames)
      if (permissionsNamed(codename).length === 0)
        ctx.addIssue({ code: 'custom', message: `There is no permission "${codename}".` })
  })
  .transform((codenames) => [...new Set(codenames.flatMap(permissionsNamed))])

export const RoleRequest = z
  .strictObject({
    name: RoleFields.shape.name,
    description: RoleFields.shape.description.unwrap().optional(),
    permissions: Codenames.optional(),
  })
  .meta({ id: 'RoleRequest' })

export const PatchedRoleRequest = RoleRequest.partial().meta({ id: 'PatchedRoleRequest' })

export const RoleListQuery = NumberedQuery.extend({
  search: QueryText.optional().describe('Text in name or description.'),
  ordering: z.enum(['name', '-name']).default('name'),
  name: QueryText.optional().describe('Exactly, without regard to case.'),
  managed: z.array(QueryText).optional(),
  managed__isnull: z.boolean().optional(),
  users: z.int32().positive().optional().describe('The roles this user has directly over everything.'),
  groups: z.uuid().optional().describe('The roles this group has directly over everything.'),
  inherited: z.boolean().default(false).describe('With users or groups: those of the groups above too.'),
})
