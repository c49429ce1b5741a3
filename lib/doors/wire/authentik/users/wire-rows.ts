import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { groups, roles, users } from '@/db/schema'
import { directRoles } from '@/lib/grants/roles-of'
import { directGroups } from '@/lib/groups/groups-of-users'
import { isAdministratorGroup } from '@/lib/groups/whole'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { writtenOut } from '@/lib/kernel/json-rows'
import { isAdministrator } from '@/lib/rights/administrators'
import { permittedGroups, permittedUsers } from '@/lib/rights/scope'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { folderPath } from '@/lib/users/list/list'
import type { WireUser } from './wire'

/** Which roles and groups of users are written: those the actor may see, or all. */
type Visible = { roles: SQL | undefined; groups: SQL | undefined }
type Expand = { roles: boolean; groups: boolean }

const moment = (at: PgColumn | SQL) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Each field of a user in the wire format, in its order. `held_roles` and `own_groups` are rows beside it. */
const fields: Record<keyof WireUser, PgColumn | SQL> = {
  pk: users.id,
  username: users.username,
  name: users.name,
  is_active: sql`${users.deactivatedAt} is null`,
  last_login: moment(users.lastSignInAt),
  date_joined: moment(users.createdAt),
  is_superuser: isAdministrator,
  groups: sql`own_groups.uuids`,
  groups_obj: sql`own_groups.objects`,
  roles: sql`held_roles.uuids`,
  roles_obj: sql`held_roles.objects`,
  email: sql`coalesce(${users.email}, '')`,
  avatar: sql`''`,
  attributes: users.attributes,
  uid: sql`encode(sha256(${users.uuid}::text::bytea), 'hex')`,
  path: folderPath,
  type: users.type,
  uuid: users.uuid,
  // The creation for those who never had a password, because the wire format has no null here.
  password_change_date: moment(sql`coalesce(${users.passwordChangedAt}, ${users.createdAt})`),
  last_updated: moment(users.updatedAt),
}

const listed = writtenOut(
  sql.join(
    Object.entries(fields).map(([name, value]) => sql`${value} as ${sql.identifier(name)}`),
    sql`, `,
  ),
)

const heldRole = sql`json_build_object('pk', ${roles.uuid}, 'name', ${roles.name})`
const partialGroup = sql`json_build_object('pk', ${groups.uuid}, 'num_pk', ${groups.id}, 'name', ${groups.name},
  'is_superuser', ${isAdministratorGroup}, 'attributes', ${groups.attributes})`
const none = sql`null::json`
const listOf = (item: PgColumn | SQL, order: PgColumn) =>
  sql`coalesce(json_agg(${item} order by ${order}), '[]')`
const tied = (uuids: SQL, objects: SQL) => writtenOut(sql`${uuids} as uuids, ${objects} as objects`)

const roleUuids = listOf(roles.uuid, roles.nameKey)
const rolesByUuid = tied(roleUuids, none)
const wholeRoles = tied(roleUuids, listOf(heldRole, roles.nameKey))
const groupUuids = listOf(groups.uuid, groups.nameKey)
const groupsByUuid = tied(groupUuids, none)
const wholeGroups = tied(groupUuids, listOf(partialGroup, groups.nameKey))

/**
 * The user of a row of `users` as the API writes it, as the table `wire` beside that row. PostgreSQL writes it: to read a
 * page of rows and write it anew took most of the server's time.
 */
export function wireUser(
  ctx: Context,
  visible: Visible,
  expand: Expand = { roles: true, groups: true },
): SQL {
  const listedRoles = expand.roles ? wholeRoles : rolesByUuid
  const listedGroups = expand.groups ? wholeGroups : groupsByUuid
  return sql`lateral (select ${listed} from
    (select ${listedRoles} from ${directRoles(visible.roles)}) held_roles,
    (select ${listedGroups} from ${directGroups(ctx.now, visible.groups)}) own_groups) wire`
}

/** What the actor may see of users whom they see. */
export async function visibleTies(ctx: Context): Promise<Visible> {
  const readable = await permittedUsers(ctx, 'grants.read')
  return { roles: and(readable, visibleRoles(ctx)), groups: permittedGroups(ctx, 'groups.read') }
}

/** All of somebody's own, which takes no permission to know. */
export const ownTies: Visible = { roles: undefined, groups: undefined }

/** One user, whom the actor was let see. */
export async function readWireUser(ctx: Context, id: number, visible: Visible): Promise<WireUser> {
  const [row] = await ctx.db
    .select({ user: sql<WireUser>`row_to_json(wire)` })
    .from(sql`${users} cross join ${wireUser(ctx, visible)}`)
    .where(eq(users.id, id))
  if (!row) throw new NotFound('The user')
  return row.user
}
