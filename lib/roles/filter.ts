import 'server-only'
import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { groups, roles } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/names'
import { groupsOfUser } from '@/lib/rights/gifts'
import { requirePermission } from '@/lib/rights/require'
import { findRoles, type Role } from './get'
import { holdsText } from './list'

export type RoleFilter = {
  search?: string | undefined
  name?: string | undefined
  /** Keys of roles that come with Latchkey. */
  keys?: string[] | undefined
  isCustom?: boolean | undefined
  userId?: number | undefined
  groupUuid?: string | undefined
  inherited: boolean
}

type Page = { limit: number; offset: number; descending: boolean }

/** A page of the roles by name, and how many there are. What somebody has is told to who may see their grants. */
export async function filterRoles(
  ctx: Context,
  filter: RoleFilter,
  { limit, offset, descending }: Page,
): Promise<{ roles: Role[]; count: number }> {
  await requirePermission(ctx, 'roles.read')
  const condition = and(
    holdsText(filter.search ?? ''),
    filter.name === undefined ? undefined : eq(roles.nameKey, nameKey(filter.name)),
    filter.keys && inArray(roles.key, filter.keys),
    filter.isCustom === undefined ? undefined : filter.isCustom ? isNull(roles.key) : isNotNull(roles.key),
    await ofUser(ctx, filter),
    await ofGroup(ctx, filter),
  )
  const order = [descending ? sql`${roles.nameKey} desc` : sql`${roles.nameKey}`]
  return {
    roles: await findRoles(ctx, condition, { order, limit, offset }),
    count: await ctx.db.$count(roles, condition),
  }
}

async function ofUser(ctx: Context, { userId, inherited }: RoleFilter): Promise<SQL | undefined> {
  if (userId === undefined) return undefined
  await requirePermission(ctx, 'grants.read', { userId })
  const through = inherited ? sql`or g.group_id in (${groupsOfUser(sql`${userId}`, ctx.now)})` : sql``
  return grantedTo(sql`g.user_id = ${userId} ${through}`)
}

async function ofGroup(ctx: Context, { groupUuid, inherited }: RoleFilter): Promise<SQL | undefined> {
  if (groupUuid === undefined) return undefined
  const [group] = await ctx.db.select({ id: groups.id }).from(groups).where(eq(groups.uuid, groupUuid))
  await requirePermission(ctx, 'grants.read', { groupId: group?.id ?? 0 })
  if (!group) throw new NotFound('The group')
  const distance = inherited ? sql`` : sql`and a.distance = 0`
  return grantedTo(
    sql`g.group_id in (select a.ancestor_id from group_ancestors a where a.group_id = ${group.id} ${distance})`,
  )
}

function grantedTo(holders: SQL): SQL {
  return sql`${roles.id} in (select g.role_id from grants g where g.scope = 'everything' and (${holders}))`
}
