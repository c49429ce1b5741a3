import 'server-only'
import { z } from 'zod'
import { NumberedQuery } from '@/lib/doors/api/numbered'
import { Pagination, WireMoment } from '@/lib/doors/api/wire'
import { FolderPath } from '@/lib/folders/input'
import type { HeldGrant } from '@/lib/grants/list'
import { scopeKinds } from '@/lib/rights/catalogue'
import { PermissionName } from '@/lib/rights/input'
import { UserId } from '@/lib/users/input'

/** A grant as the API writes it. All of it is ours. */
export const WireGrant = z
  .object({
    pk: z.uuid(),
    user: z.int().nullable(),
    group: z.uuid().nullable(),
    permission: z.string().nullable(),
    role: z.uuid().nullable(),
    role_obj: z.object({ pk: z.uuid(), name: z.string() }).nullable(),
    role_visible: z
      .boolean()
      .describe('False when what is given is a role that the caller may not read; it is then null.'),
    scope: z.enum(scopeKinds),
    scope_folder: z.string().nullable().describe('A path.'),
    scope_group: z.uuid().nullable().describe('The group whose members are meant, or that group itself.'),
    scope_user: z.int().nullable(),
    scope_visible: z
      .boolean()
      .describe('False when what the scope is about lies outside what the caller may see; it is then null.'),
    created: WireMoment,
    created_by: z.string(),
  })
  .meta({ id: 'Grant' })

export const WireGrantList = z
  .object({ pagination: Pagination, results: z.array(WireGrant), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedGrantList' })

export function wireGrant(grant: HeldGrant): z.infer<typeof WireGrant> {
  const { id, holder, permission, role, scope, createdAt, createdBy } = grant
  const { kind, place } = scope
  return {
    pk: id,
    user: holder.kind === 'user' ? holder.id : null,
    group: holder.uuid,
    permission,
    role: role?.uuid ?? null,
    role_obj: role?.uuid ? { pk: role.uuid, name: role.name } : null,
    role_visible: !role || role.uuid !== null,
    scope: kind,
    scope_folder: kind === 'folder' && place ? place.label : null,
    scope_group: (kind === 'members' || kind === 'group') && place ? place.uuid : null,
    scope_user: kind === 'user' && place ? place.id : null,
    scope_visible: kind === 'everything' || place !== null,
    created: createdAt.toISOString(),
    created_by: createdBy,
  }
}

export const GrantRequest = z
  .strictObject({
    user: UserId.nullish(),
    group: z.uuid().nullish(),
    permission: PermissionName.nullish(),
    role: z.uuid().nullish(),
    scope: z.enum(scopeKinds),
    scope_folder: z
      .union([z.literal(''), FolderPath])
      .nullish()
      .describe('A path; empty for all folders.'),
    scope_group: z.uuid().nullish(),
    scope_user: UserId.nullish(),
  })
  .meta({ id: 'GrantRequest' })

export const GrantListQuery = NumberedQuery.extend({
  user: z.int32().positive().optional(),
  group: z.uuid().optional(),
  permission: PermissionName.optional(),
  role: z.uuid().optional(),
  scope: z.enum(scopeKinds).optional(),
})
