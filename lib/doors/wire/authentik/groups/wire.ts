import 'server-only'
import { z } from 'zod'
import { Pagination, WireMoment } from '@/lib/doors/api/wire'
import type { WholeGroup } from '@/lib/groups/whole'

const WireRelatedGroup = z
  .object({
    pk: z.uuid(),
    name: z.string(),
    is_superuser: z.boolean(),
    attributes: z.record(z.string(), z.unknown()),
    group_uuid: z.uuid(),
  })
  .meta({ id: 'RelatedGroup' })

const WirePartialUser = z
  .object({
    pk: z.int(),
    username: z.string(),
    name: z.string(),
    is_active: z.boolean(),
    last_login: WireMoment.nullable(),
    email: z.string(),
    attributes: z.record(z.string(), z.unknown()),
    uid: z.string(),
  })
  .meta({ id: 'PartialUser' })

const WireHeldRole = z.object({ pk: z.uuid(), name: z.string() })

/** A group as the API writes it. `users_until`, `users_truncated` and `num_users` are ours. */
export const WireGroup = z
  .object({
    pk: z.uuid(),
    num_pk: z.int(),
    name: z.string(),
    is_superuser: z.boolean().describe('Whether the group itself is an administrator over everything.'),
    parents: z.array(z.uuid()),
    parents_obj: z.array(WireRelatedGroup).nullable(),
    users: z.array(z.int()).describe('Direct members, the first of them: users_truncated says when cut.'),
    users_obj: z.array(WirePartialUser).nullable(),
    users_until: z.record(z.string(), WireMoment).describe('When memberships end by themselves, by user.'),
    users_truncated: z.boolean(),
    num_users: z.int().describe('How many direct members there are, of those the caller may see.'),
    attributes: z.record(z.string(), z.unknown()),
    roles: z
      .array(z.uuid())
      .describe('Those given directly over everything. The others are in rbac/grants/.'),
    roles_obj: z.array(WireHeldRole),
    inherited_roles_obj: z.array(WireHeldRole).nullable(),
    children: z.array(z.uuid()).describe('At most 100 in lists, 1,000 otherwise.'),
    children_obj: z.array(WireRelatedGroup).nullable(),
  })
  .meta({ id: 'Group' })

export const WireGroupList = z
  .object({ pagination: Pagination, results: z.array(WireGroup), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedGroupList' })

export type Expand = { users: boolean; parents: boolean; children: boolean; inheritedRoles: boolean }

export function wireGroup(group: WholeGroup, expand: Expand): z.infer<typeof WireGroup> {
  const { members, roles, inheritedRoles } = group
  const ending = members.flatMap(({ id, expiresAt }) => (expiresAt ? [[id, expiresAt.toISOString()]] : []))
  return {
    pk: group.uuid,
    num_pk: group.id,
    name: group.name,
    is_superuser: group.isAdministrator,
    parents: group.parents.map(({ uuid }) => uuid),
    parents_obj: expand.parents ? group.parents.map(wireRelated) : null,
    users: members.map(({ id }) => id),
    users_obj: expand.users ? members.map(wireMember) : null,
    users_until: Object.fromEntries(ending),
    users_truncated: group.membersTruncated,
    num_users: group.memberCount,
    attributes: group.attributes,
    roles: roles.map(({ uuid }) => uuid),
    roles_obj: roles.map(wireRole),
    inherited_roles_obj: expand.inheritedRoles ? inheritedRoles.map(wireRole) : null,
    children: group.children.map(({ uuid }) => uuid),
    children_obj: expand.children ? group.children.map(wireRelated) : null,
  }
}

function wireRole({ uuid, name }: { uuid: string; name: string }) {
  return { pk: uuid, name }
}

function wireRelated({ uuid, name, isAdministrator, attributes }: WholeGroup['parents'][number]) {
  return { pk: uuid, name, is_superuser: isAdministrator, attributes, group_uuid: uuid }
}

function wireMember(user: WholeGroup['members'][number]): z.infer<typeof WirePartialUser> {
  const { id, username, name, isActive, lastSignInAt, email, attributes, uid } = user
  return {
    ...{ pk: id, username, name, is_active: isActive, last_login: lastSignInAt?.toISOString() ?? null },
    ...{ email: email ?? '', attributes, uid },
  }
}
