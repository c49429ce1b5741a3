import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { roles } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { type BuiltInRole, builtInRoles, type Permission, permissionNames } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { permissionsOfRole } from '@/lib/rights/rights'

const roleColumns = {
  id: roles.id,
  uuid: roles.uuid,
  key: roles.key,
  name: roles.name,
  nameKey: roles.nameKey,
  description: roles.description,
  permissions: sql<string[]>`(select coalesce(json_agg(p.permission order by p.permission), '[]')
    from role_permissions p where p.role_id = ${roles.id})`,
  version: roles.version,
  createdAt: roles.createdAt,
  updatedAt: roles.updatedAt,
}

export type Role = {
  id: number
  uuid: string
  name: string
  nameKey: string
  description: string
  /** In the order of the catalogue. */
  permissions: Permission[]
  /** Comes with Latchkey and cannot be changed. */
  isBuiltIn: boolean
  key: string | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** One role with what it holds. */
export async function getRole(ctx: Context, id: number | { uuid: string }): Promise<Role> {
  await requirePermission(ctx, 'roles.read')
  return findRole(ctx, typeof id === 'number' ? eq(roles.id, id) : eq(roles.uuid, id.uuid))
}

/** The same for commands that have checked their permission. Throws NotFound. */
export async function findRole(ctx: Context, condition: SQL): Promise<Role> {
  const [role] = await findRoles(ctx, condition)
  if (!role) throw new NotFound('The role')
  return role
}

type Page = { order?: SQL[]; limit?: number; offset?: number }

/** Roles that meet a condition, in an order, for reads that have checked their permission. */
export async function findRoles(
  ctx: Context,
  condition: SQL | undefined,
  { order = [sql`${roles.nameKey}`], limit = 1000, offset = 0 }: Page = {},
): Promise<Role[]> {
  const rows = await ctx.db
    .select(roleColumns)
    .from(roles)
    .where(condition)
    .orderBy(...order)
    .limit(limit)
    .offset(offset)
  return rows.map((row) => {
    const held = new Set<string>(permissionsOfRole(row))
    const builtIn = Object.hasOwn(builtInRoles, row.key ?? '')
      ? builtInRoles[row.key as BuiltInRole]
      : undefined
    return {
      ...row,
      description: builtIn?.description ?? row.description,
      permissions: permissionNames.filter((name) => held.has(name)),
      isBuiltIn: row.key !== null,
    }
  })
}
