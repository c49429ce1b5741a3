import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { grants, roles } from '@/db/schema'
import type { Context } from '@/lib/context'
import { readJsonRows } from '@/lib/json-rows'
import { readableGrants } from './readable'

export type HeldRole = { uuid: string; name: string }

/** The roles each of these users has directly over everything, as far as the actor may see them. One query, however many. */
export async function rolesOfUsers(ctx: Context, userIds: number[]): Promise<Map<number, HeldRole[]>> {
  return rolesBy(ctx, 'userId', userIds)
}

/** The same for groups. */
export async function rolesOfGroups(ctx: Context, groupIds: number[]): Promise<Map<number, HeldRole[]>> {
  return rolesBy(ctx, 'groupId', groupIds)
}

/** The same of somebody who asks about themselves. */
export async function ownRoles(ctx: Context, userId: number): Promise<HeldRole[]> {
  const own = await heldRoles(ctx, 'userId', eq(grants.userId, userId))
  return own.get(userId) ?? []
}

async function rolesBy(ctx: Context, column: 'userId' | 'groupId', ids: number[]) {
  if (ids.length === 0) return new Map<number, HeldRole[]>()
  const oneOfThem = sql`${grants[column]} = any(${`{${ids}}`}::integer[])`
  return heldRoles(ctx, column, and(oneOfThem, await readableGrants(ctx)))
}

const columns = {
  userId: { holder: grants.userId, uuid: roles.uuid, name: roles.name },
  groupId: { holder: grants.groupId, uuid: roles.uuid, name: roles.name },
}

async function heldRoles(
  ctx: Context,
  column: 'userId' | 'groupId',
  condition: SQL | undefined,
): Promise<Map<number, HeldRole[]>> {
  const rows = await readJsonRows(
    ctx.db,
    columns[column],
    sql`from ${grants} join ${roles} on ${roles.id} = ${grants.roleId}
      where ${grants.scope} = 'everything' and ${condition} order by ${roles.nameKey}`,
  )
  const found = new Map<number, HeldRole[]>()
  for (const { holder, ...role } of rows) found.set(holder ?? 0, [...(found.get(holder ?? 0) ?? []), role])
  return found
}
