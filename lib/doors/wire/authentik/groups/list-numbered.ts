import 'server-only'
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { groupMembers, groups, users } from '@/db/schema'
import { foundByText } from '@/lib/groups/search-condition'
import { isAdministratorGroup } from '@/lib/groups/whole'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { isLasting } from '@/lib/rights/lasting'
import { requirePermission } from '@/lib/rights/require'
import { permittedGroups, permittedUsers } from '@/lib/rights/scope'

export type GroupFilter = {
  search?: string | undefined
  name?: string | undefined
  isAdministrator?: boolean | undefined
  memberIds?: number[] | undefined
  memberNames?: string[] | undefined
}

type NumberedPage = { limit: number; offset: number; descending: boolean }

/** The ids of one page of groups by number, and how many groups there are, of those the actor may see. */
export async function listGroupsByNumber(
  ctx: Context,
  filter: GroupFilter,
  { limit, offset, descending }: NumberedPage,
): Promise<{ ids: number[]; count: number }> {
  await requirePermission(ctx, 'groups.read')
  const { name, isAdministrator } = filter
  const condition = and(
    permittedGroups(ctx, 'groups.read'),
    foundByText(filter.search ?? ''),
    name === undefined ? undefined : eq(groups.nameKey, nameKey(name)),
    isAdministrator === undefined
      ? undefined
      : isAdministrator
        ? isAdministratorGroup
        : sql`not ${isAdministratorGroup}`,
    await hasMembers(ctx, filter),
  )
  const rows = await ctx.db
    .select({ id: groups.id })
    .from(groups)
    .where(condition)
    .orderBy(descending ? desc(groups.nameKey) : groups.nameKey)
    .limit(limit)
    .offset(offset)
  return { ids: rows.map(({ id }) => id), count: await ctx.db.$count(groups, condition) }
}

/** Groups that one of these users is in directly. Users out of sight are in none. */
async function hasMembers(ctx: Context, { memberIds, memberNames }: GroupFilter): Promise<SQL | undefined> {
  if (!memberIds && !memberNames) return undefined
  await requirePermission(ctx, 'users.read')
  const chosen = or(
    memberIds && inArray(users.id, memberIds),
    memberNames && inArray(users.usernameKey, memberNames.map(nameKey)),
  )
  const memberships = ctx.db
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(and(chosen, isLasting(groupMembers.expiresAt, ctx.now), await permittedUsers(ctx, 'users.read')))
  return inArray(groups.id, memberships)
}
