import 'server-only'
import { and, asc, desc, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import { grants, roles } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { integers } from '@/lib/kernel/sql-arrays'
import { readableGrants } from '@/lib/rights/readable-grants'
import { requirePermission } from '@/lib/rights/require'
import { scopesOf } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { findRoles, type Role } from './get'
import type { ListRoles } from './input'

/** How many have a role, of those whose grants the actor may see; undefined when that is nobody's. */
export type RoleRow = Role & { holders: { users: number; groups: number } | undefined }

/** One page of the roles by name. Keyset on the name, which no two share. */
export async function listRoles(ctx: Context, input: ListRoles) {
  await requirePermission(ctx, 'roles.read')
  const backwards = input.after === undefined && input.before !== undefined
  const position = input.after ?? input.before
  const beyond =
    position === undefined
      ? undefined
      : backwards
        ? lt(roles.nameKey, nameKey(position))
        : gt(roles.nameKey, nameKey(position))
  const found = await findRoles(ctx, and(beyond, holdsText(input.q)), {
    order: [backwards ? desc(roles.nameKey) : asc(roles.nameKey)],
    limit: input.size + 1,
  })
  const hasMore = found.length > input.size
  const page = found.slice(0, input.size)
  if (backwards) page.reverse()
  const rows = await withHolders(ctx, page)
  return {
    rows,
    previous: (backwards ? hasMore : input.after !== undefined) ? rows[0]?.name : undefined,
    next: backwards || hasMore ? rows.at(-1)?.name : undefined,
  }
}

/** Roles whose name or description holds the text as it stands. */
export function holdsText(text: string): SQL | undefined {
  const key = nameKey(text.trim())
  if (key === '') return undefined
  return or(sql`strpos(${roles.nameKey}, ${key}) > 0`, sql`strpos(lower(${roles.description}), ${key}) > 0`)
}

async function withHolders(ctx: Context, page: Role[]): Promise<RoleRow[]> {
  if (scopesOf(rightsOf(ctx), 'grants.read').length === 0)
    return page.map((role) => ({ ...role, holders: undefined }))
  const ids = sql`${grants.roleId} = any(${integers(page.map(({ id }) => id))})`
  const rows = await ctx.db
    .select({
      roleId: grants.roleId,
      users: sql<number>`count(distinct ${grants.userId})::integer`,
      groups: sql<number>`count(distinct ${grants.groupId})::integer`,
    })
    .from(grants)
    .where(and(ids, await readableGrants(ctx)))
    .groupBy(grants.roleId)
  const counts = new Map(rows.map(({ roleId, users, groups }) => [roleId, { users, groups }]))
  return page.map((role) => ({ ...role, holders: counts.get(role.id) ?? { users: 0, groups: 0 } }))
}
