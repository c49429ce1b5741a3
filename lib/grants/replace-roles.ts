import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { grants, roles } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { lockRights } from '@/lib/rights/lock'
import { hasPermission, requirePermission } from '@/lib/rights/require'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { insertGrant } from './create'
import { grantsToDelete, removeGrants } from './delete'
import type { Holder } from './input'

/**
 * Gives a user or a group just these roles over everything, by their UUIDs: adds those that are missing, takes away the
 * others, leaves what is granted over less. Each difference needs the right to make it. To somebody who may not see what
 * the holder has, the holder has none; of roles the actor may not know of nothing is asked or taken. Call it before users
 * are locked. Throws Invalid on `roles` for one that is not there.
 */
export async function replaceRoles(ctx: Context, holder: Holder, roleUuids: string[]): Promise<void> {
  await inTransaction(ctx, async (unlocked) => {
    const ctx = await lockRights(unlocked)
    const held = (await hasPermission(ctx, 'grants.read', holder)) ? await heldRoles(ctx, holder) : []
    const wanted = await rolesByUuid(ctx, roleUuids)
    const leaving = held.filter(({ roleId }) => !wanted.includes(roleId))
    const added = wanted.filter((id) => !held.some(({ roleId }) => roleId === id))
    if (added.length > 0) await requirePermission(ctx, 'grants.create', holder)
    for (const roleId of added)
      await insertGrant(ctx, { holder, given: { roleId }, scope: { kind: 'everything' } })
    await removeGrants(
      ctx,
      await grantsToDelete(
        ctx,
        leaving.map(({ id }) => id),
      ),
    )
  })
}

async function heldRoles(ctx: Context, holder: Holder): Promise<{ id: string; roleId: number }[]> {
  const ofHolder = 'userId' in holder ? eq(grants.userId, holder.userId) : eq(grants.groupId, holder.groupId)
  const rows = await ctx.db
    .select({ id: grants.id, roleId: roles.id })
    .from(grants)
    .innerJoin(roles, eq(roles.id, grants.roleId))
    .where(and(ofHolder, eq(grants.scope, 'everything'), visibleRoles(ctx)))
  return rows
}

async function rolesByUuid(ctx: Context, uuids: string[]): Promise<number[]> {
  if (uuids.length === 0) return []
  const rows = await ctx.db
    .select({ id: roles.id, uuid: roles.uuid })
    .from(roles)
    .where(and(inArray(roles.uuid, uuids), visibleRoles(ctx)))
    .orderBy(sql`${roles.id}`)
  const known = new Set(rows.map(({ uuid }) => uuid))
  const unknown = uuids.find((uuid) => !known.has(uuid.toLowerCase()))
  if (unknown) throw new Invalid({ roles: [`There is no role ${unknown}.`] })
  return rows.map(({ id }) => id)
}
