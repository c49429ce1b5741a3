import 'server-only'
import { z } from 'zod'
import { Pagination, WireMoment } from '@/lib/doors/api/wire'
import { userTypeNames } from '@/lib/users/list/types'

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
export type WireUser = z.infer<typeof WireUser>

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

/** What somebody may learn of themselves by their own token. */
export function wireUserSelf(user: WireUser, permissions: string[]): z.infer<typeof WireUserSelf> {
  const { pk, username, name, is_active, is_superuser, email, avatar, uid, type } = user
  return {
    ...{ pk, username, name, is_active, is_superuser, is_current: true },
    groups: (user.groups_obj ?? []).map(({ pk, name }) => ({ pk, name })),
    roles: user.roles_obj ?? [],
    ...{ email, avatar, uid, settings: {}, type, system_permissions: permissions },
  }
}
