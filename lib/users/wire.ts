import 'server-only'
import { hash } from 'node:crypto'
import { z } from 'zod'
import { Pagination, WireMoment } from '@/lib/api/wire'
import type { HeldRole } from '@/lib/grants/roles-of'
import type { GroupOfUsers } from '@/lib/groups/groups-of-users'
import type { User } from './get'
import { userTypeNames } from './types'

const WirePartialGroup = z
  .object({
    pk: z.uuid(),
    num_pk: z.int(),
    name: z.string(),
    is_superuser: z.boolean(),
    attributes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'PartialGroup' })

/** A user as the API writes it. */
export const WireUser = z
  .object({
    pk: z.int(),
    username: z.string(),
    name: z.string(),
    is_active: z.boolean(),
    last_login: WireMoment.nullable(),
    date_joined: WireMoment,
    is_superuser: z.boolean(),
    groups: z.array(z.uuid()).describe('Those the user is in directly.'),
    groups_obj: z.array(WirePartialGroup).nullable(),
    roles: z
      .array(z.uuid())
      .describe('Those given directly over everything. The others are in rbac/grants/.'),
    roles_obj: z.array(z.object({ pk: z.uuid(), name: z.string() })).nullable(),
    email: z.string(),
    avatar: z.string(),
    attributes: z.record(z.string(), z.unknown()),
    uid: z.string(),
    path: z.string(),
    type: z.enum(userTypeNames),
    uuid: z.uuid(),
    password_change_date: WireMoment,
    last_updated: WireMoment,
  })
  .meta({ id: 'User' })
type WireUser = z.infer<typeof WireUser>

export const WireUserList = z
  .object({ pagination: Pagination, results: z.array(WireUser), autocomplete: z.object({}) })
  .meta({ id: 'PaginatedUserList' })

const WireUserSelf = z
  .object({
    pk: z.int(),
    username: z.string(),
    name: z.string(),
    is_active: z.boolean(),
    is_superuser: z.boolean(),
    is_current: z.boolean(),
    groups: z.array(z.object({ pk: z.uuid(), name: z.string() })),
    roles: z.array(z.object({ pk: z.uuid(), name: z.string() })),
    email: z.string(),
    avatar: z.string(),
    uid: z.string(),
    settings: z.record(z.string(), z.unknown()),
    type: z.enum(userTypeNames),
    system_permissions: z.array(z.string()),
  })
  .meta({ id: 'UserSelf' })

export const WireSessionUser = z
  .object({ user: WireUserSelf, users: z.array(WireUserSelf) })
  .meta({ id: 'SessionUser' })

export const WireUserPaths = z
  .object({
    paths: z.array(z.string()),
    truncated: z.boolean().describe('True when there are more paths than were listed.'),
  })
  .meta({ id: 'UserPath' })

type Expand = { groups: boolean; roles: boolean }

/** What a user is tied to, as far as the caller may see it. */
export type Ties = { roles: HeldRole[]; groups: GroupOfUsers[] }

/** `password_change_date` is the creation for those who never had one, because the wire format has no null there. */
export function wireUser(
  user: User,
  { roles, groups }: Ties,
  expand: Expand = { groups: true, roles: true },
): WireUser {
  return {
    pk: user.id,
    username: user.username,
    name: user.name,
    is_active: user.deactivatedAt === null,
    last_login: user.lastSignInAt?.toISOString() ?? null,
    date_joined: user.createdAt.toISOString(),
    is_superuser: user.isAdministrator,
    groups: groups.map(({ uuid }) => uuid),
    groups_obj: expand.groups ? groups.map(wirePartialGroup) : null,
    roles: roles.map(({ uuid }) => uuid),
    roles_obj: expand.roles ? roles.map(wireHeldRole) : null,
    email: user.email ?? '',
    avatar: '',
    attributes: user.attributes,
    uid: uid(user),
    path: user.path,
    type: user.type,
    uuid: user.uuid,
    password_change_date: (user.passwordChangedAt ?? user.createdAt).toISOString(),
    last_updated: user.updatedAt.toISOString(),
  }
}

function wirePartialGroup({ id, uuid, name, isAdministrator, attributes }: GroupOfUsers) {
  return { pk: uuid, num_pk: id, name, is_superuser: isAdministrator, attributes }
}

function wireHeldRole({ uuid, name }: HeldRole) {
  return { pk: uuid, name }
}

export function wireUserSelf(user: User, ties: Ties, permissions: string[]): z.infer<typeof WireUserSelf> {
  const { pk, username, name, is_active, is_superuser, email, avatar, uid, type } = wireUser(user, ties)
  return {
    ...{ pk, username, name, is_active, is_superuser, is_current: true },
    groups: ties.groups.map(({ uuid, name }) => ({ pk: uuid, name })),
    roles: ties.roles.map(wireHeldRole),
    ...{ email, avatar, uid, settings: {}, type, system_permissions: permissions },
  }
}

function uid({ uuid }: User): string {
  return hash('sha256', uuid)
}
