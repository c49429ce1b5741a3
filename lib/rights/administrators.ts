import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { grants, roles, users } from '@/db/schema'
import { actorLabel } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Conflict } from '@/lib/kernel/errors'
import { integers } from '@/lib/kernel/sql-arrays'

export const lastAdministrator =
  'This is the last active administrator. Make somebody else an administrator first.'

/** Grants of everything there is to everywhere, for the alias `g`. */
const ofEverything = sql.raw(
  `g.scope = 'everything' and g.role_id = (select id from roles where key = 'administrator')`,
)

/** Whether the user of a row of `users` is an administrator by any way. By the clock of the database: for showing only. */
export const isAdministrator = sql<boolean>`(
  exists (select from grants g where g.user_id = ${users}.id and ${ofEverything})
  or exists (select from group_members m join group_ancestors a on a.group_id = m.group_id
    join grants g on g.group_id = a.ancestor_id
    where m.user_id = ${users}.id and (m.expires_at is null or m.expires_at > now()) and ${ofEverything}))`

/** Conditions on what stays, for a look at what would be: on grants as `g`, on memberships as `m`. */
type Kept = { grants?: SQL; memberships?: SQL }

/** Everybody who is an administrator until somebody changes that: memberships that end by themselves do not count. */
const lastingAdministrators = ({ grants = sql`true`, memberships = sql`true` }: Kept = {}) => sql`(
  select g.user_id as id from grants g where g.user_id is not null and ${ofEverything} and ${grants}
  union
  select m.user_id from grants g join group_ancestors a on a.ancestor_id = g.group_id
    join group_members m on m.group_id = a.group_id
    where m.expires_at is null and ${ofEverything} and ${grants} and ${memberships})`

/** These ids as a table, as what looks at users takes it. */
export function tableOf(ids: number[]): SQL {
  return sql`(select unnest(${integers(ids)}) as id)`
}

/**
 * The active administrators among these users when none would remain without all who leave with them, both tables of ids.
 * A glance; `lockRights` makes it hold.
 */
export async function lastAdministrators(ctx: Context, leaving: SQL, all = leaving): Promise<number[]> {
  const rows = await administratorsAmong(ctx, leaving)
  if (rows.length === 0 || (await hasActiveAdministrator(ctx, sql`id not in ${all}`))) return []
  return rows
}

/** The same for users who only leave a group. */
export async function lastAdministratorsLeaving(
  ctx: Context,
  groupId: number,
  leaving: SQL,
  all = leaving,
): Promise<number[]> {
  const rows = await administratorsAmong(ctx, leaving)
  const memberships = sql`not (m.group_id = ${groupId} and m.user_id in ${all})`
  if (rows.length === 0 || (await hasActiveAdministrator(ctx, sql`true`, { memberships }))) return []
  return rows
}

async function administratorsAmong(ctx: Context, people: SQL): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(activeAdministrators(sql`id in ${people}`))
  return rows.map(({ id }) => id)
}

/**
 * Throws Conflict unless an active administrator remains. Called after the change, in its transaction, which began with
 * `lockRights`, so that two people cannot each take out the other's last colleague.
 */
export async function requireAnAdministrator(ctx: Context): Promise<void> {
  if (!(await hasActiveAdministrator(ctx))) throw new Conflict(lastAdministrator)
}

/** Whether somebody could still sign in as an administrator tomorrow; `among` is about the column `id`. */
export async function hasActiveAdministrator(
  ctx: Context,
  among: SQL = sql`true`,
  kept?: Kept,
): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(activeAdministrators(among, kept))
    .limit(1)
  return row !== undefined
}

function activeAdministrators(among: SQL, kept?: Kept): SQL | undefined {
  return and(
    sql`${users.deactivatedAt} is null`,
    sql`${users.id} in (select id from ${lastingAdministrators(kept)} lasting where ${among})`,
  )
}

/** Whether anybody is an administrator, in service or not. */
export async function hasAdministrator(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: sql<number>`id` })
    .from(sql`${lastingAdministrators()} lasting`)
    .limit(1)
  return row !== undefined
}

/** Gives a user the role of administrator, in the caller's transaction, after the caller's checks. */
export async function insertAdministratorGrant(ctx: Context, userId: number): Promise<void> {
  const [role] = await ctx.db.select({ id: roles.id }).from(roles).where(eq(roles.key, 'administrator'))
  if (!role) throw new Error('the role of administrators is missing')
  await ctx.db.insert(grants).values({
    id: uuidv7(ctx.now),
    userId,
    roleId: role.id,
    scope: 'everything',
    createdAt: ctx.now,
    createdBy: actorLabel(ctx.actor),
  })
}
