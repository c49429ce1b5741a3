import 'server-only'
import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { grants, roles } from '@/db/schema'
import type { Context } from '@/lib/context'
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
  return heldRoles(ctx, column, and(inArray(grants[column], ids), await readableGrants(ctx)))
}

async function heldRoles(
  ctx: Context,
  column: 'userId' | 'groupId',
  condition: SQL | undefined,
): Promise<Map<number, HeldRole[]>> {
  const rows = await ctx.db
    .select({ holder: grants[column], uuid: roles.uuid, name: roles.name })
    .from(grants)
    .innerJoin(roles, eq(roles.id, grants.roleId))
    .where(and(condition, eq(grants.scope, 'everything')))
    .orderBy(roles.nameKey)
  const found = new Map<number, HeldRole[]>()
  for (const { holder, ...role } of rows) found.set(holder ?? 0, [...(found.get(holder ?? 0) ?? []), role])
  return found
}
