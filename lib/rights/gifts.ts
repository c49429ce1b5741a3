import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/types'
import type { Rights, Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { integers, uuids } from '@/lib/kernel/sql-arrays'
import type { ScopeKind } from './catalogue'
import { isLasting } from './lasting'
import { type Gift, noRights, type PlacedGift, rightsOfGifts } from './rights'

/** The groups a user is in, directly or through groups below. */
export function groupsOfUser(userId: SQL, now: Date | SQL): SQL {
  return sql`select a.ancestor_id from group_members m join group_ancestors a on a.group_id = m.group_id
    where m.user_id = ${userId} and ${isLasting(sql`m.expires_at`, now)}`
}

/** A grant as a gift, in JSON, for the alias `g`. */
const gift = sql.raw(`'permission', g.permission, 'scope', g.scope,
  'id', coalesce(g.scope_folder_id, g.scope_group_id, g.scope_user_id),
  'path', (select path from folders where folders.id = g.scope_folder_id),
  'role', (select json_build_object('key', r.key, 'permissions',
      (select coalesce(json_agg(p.permission), '[]') from role_permissions p where p.role_id = r.id))
    from roles r where r.id = g.role_id)`)

/** The same with where a user or the members of a group are, so that it can be said who holds as much. */
const placedGift = (now: Date) => sql`${gift},
  'userPath', (select f.path from users u join folders f on f.id = u.folder_id where u.id = g.scope_user_id),
  'groups', case g.scope
    when 'members' then (select json_agg(a.ancestor_id) from group_ancestors a where a.group_id = g.scope_group_id)
    when 'user' then (select json_agg(a.ancestor_id) from group_members m join group_ancestors a on a.group_id = m.group_id
      where m.user_id = g.scope_user_id and ${isLasting(sql`m.expires_at`, now)})
  end`

type GiftRow = {
  permission: string | null
  role: { key: string | null; permissions: string[] } | null
  scope: ScopeKind
  id: number | null
  path: string | null
  userPath?: string | null
  groups?: number[] | null
}

/** Every gift that reaches a user, their own and those of the groups they are in, as one JSON value of a statement. */
export function giftsOfUser(userId: SQL, now: Date | SQL): SQL<GiftRow[]> {
  return sql<GiftRow[]>`(select coalesce(json_agg(json_build_object(${gift})), '[]') from grants g
    where g.user_id = ${userId} or g.group_id in (${groupsOfUser(userId, now)}))`
}

export function rightsOfRows(rows: readonly GiftRow[]): Rights {
  return rows.length === 0 ? noRights : rightsOfGifts(rows.map(readGift))
}

function readGift({ permission, role, ...row }: GiftRow): Gift {
  return { permission, role, scope: readScope(row) }
}

function readScope({ scope, id, path }: Pick<GiftRow, 'scope' | 'id' | 'path'>): Scope {
  if (scope === 'everything') return { kind: scope }
  if (scope === 'folder') return { kind: scope, id: id ?? 0, path: path ?? '' }
  return { kind: scope, id: id ?? 0 }
}

/** What a user may do now. */
export async function rightsOfUser({ db, now }: { db: Db; now: Date }, userId: number): Promise<Rights> {
  const [row] = await db.select({ gifts: giftsOfUser(sql`${userId}::integer`, now) }).from(sql`(select) one`)
  return rightsOfRows(row?.gifts ?? [])
}

/** Every gift that reaches each of these users; those without any are left out. */
export async function giftsOfUsers(ctx: Context, userIds: number[]): Promise<Map<number, PlacedGift[]>> {
  if (userIds.length === 0) return new Map()
  const ids = integers(userIds)
  const rows = await placedGifts(
    ctx,
    sql`holder.user_id`,
    sql`(
      select g.user_id, g.id from grants g where g.user_id = any(${ids})
      union
      select m.user_id, g.id from group_members m
        join group_ancestors a on a.group_id = m.group_id
        join grants g on g.group_id = a.ancestor_id
      where m.user_id = any(${ids}) and ${isLasting(sql`m.expires_at`, ctx.now)}
    ) holder join grants g on g.id = holder.id`,
  )
  return byHolder(rows)
}

function byHolder(rows: { holder: number; gift: PlacedGift }[]): Map<number, PlacedGift[]> {
  const found = new Map<number, PlacedGift[]>()
  for (const { holder, gift } of rows) found.set(holder, [...(found.get(holder) ?? []), gift])
  return found
}

/** What being in these groups gives: their own grants and those of all groups above them. */
export async function giftsOfGroups(ctx: Context, groupIds: number[]): Promise<PlacedGift[]> {
  if (groupIds.length === 0) return []
  const above = sql`select a.ancestor_id from group_ancestors a where a.group_id = any(${integers(groupIds)})`
  const rows = await placedGifts(ctx, sql`0`, sql`grants g where g.group_id in (${above})`)
  return rows.map(({ gift }) => gift)
}

/** The same for each of these groups; those without any are left out. */
export async function giftsOfEachGroup(ctx: Context, groupIds: number[]): Promise<Map<number, PlacedGift[]>> {
  if (groupIds.length === 0) return new Map()
  const rows = await placedGifts(
    ctx,
    sql`a.group_id`,
    sql`group_ancestors a join grants g on g.group_id = a.ancestor_id
      where a.group_id = any(${integers(groupIds)})`,
  )
  return byHolder(rows)
}

/** What these grants give, whoever holds them; `condition` is about the alias `g`. */
export async function giftsWhere(ctx: Context, condition: SQL): Promise<PlacedGift[]> {
  const rows = await placedGifts(ctx, sql`0`, sql`grants g where ${condition}`)
  return rows.map(({ gift }) => gift)
}

/** The same with the id of one of them for each that differs in what it gives or over what. */
export async function giftsWithin(ctx: Context, condition: SQL): Promise<{ id: string; gift: PlacedGift }[]> {
  const what = sql.raw(
    'g.scope, g.scope_folder_id, g.scope_group_id, g.scope_user_id, g.permission, g.role_id',
  )
  const rows = await placedGifts<string>(
    ctx,
    sql`g.id`,
    sql`(select distinct on (${what}) g.* from grants g where ${condition} order by ${what}, g.id) g`,
  )
  return rows.map(({ holder, gift }) => ({ id: holder, gift }))
}

/** What each of these grants gives, by its id. */
export async function giftsOfGrants(ctx: Context, ids: string[]): Promise<Map<string, PlacedGift>> {
  if (ids.length === 0) return new Map()
  const rows = await placedGifts<string>(ctx, sql`g.id`, sql`grants g where g.id = any(${uuids(ids)})`)
  return new Map(rows.map(({ holder, gift }) => [holder, gift]))
}

async function placedGifts<Holder = number>(
  ctx: Context,
  holder: SQL,
  from: SQL,
): Promise<{ holder: Holder; gift: PlacedGift }[]> {
  const rows = await ctx.db
    .select({ holder: sql<Holder>`${holder}`, gift: sql<GiftRow>`json_build_object(${placedGift(ctx.now)})` })
    .from(sql`${from}`)
  return rows.map(({ holder, gift: { userPath, groups, ...row } }) => {
    const { scope, ...rest } = readGift(row)
    const path = userPath ?? row.path
    return {
      holder,
      gift: { ...rest, scope: { ...scope, ...(path !== null && { path }), ...(groups && { groups }) } },
    }
  }) as { holder: Holder; gift: PlacedGift }[]
}
