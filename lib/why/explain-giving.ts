import 'server-only'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { folders, grants, roles } from '@/db/schema'
import type { Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { type Permission, permissionNames, type ScopeKind, scopeKinds } from '@/lib/rights/catalogue'
import { pathsAbove } from '@/lib/rights/folder-paths'
import { type PlacedScope, permissionsOfGift, permissionsOfRole } from '@/lib/rights/rights'

/** The permissions that give this one when granted over such a scope: itself, and those it comes with. */
function giversOf(permission: Permission, kind: ScopeKind): Permission[] {
  const scope = { kind, id: 0, path: '' } as Scope
  return permissionNames.filter((name) =>
    permissionsOfGift({ permission: name, role: null, scope }).includes(permission),
  )
}

/** A grant that gives a permission, with its holder and what an explanation tells of it. */
export type GivingGrant = {
  id: string
  userId: number | null
  groupId: number | null
  permission: string | null
  role: RoleOfGrant | null
  scope: ScopeKind
  scopeId: number | null
}

type RoleOfGrant = { id: number; key: string | null; name: string; permissions: string[] }

/** Every grant that gives the permission over all of a place, whoever holds it; over anything at all without one. */
export async function grantsThatGive(
  ctx: Context,
  permission: Permission,
  place?: PlacedScope,
): Promise<GivingGrant[]> {
  const roles = await readRoles(ctx)
  const kinds = scopeKinds.flatMap((kind) => {
    const givers = giversOf(permission, kind)
    const reach = place ? takesIn(kind, place) : sql`true`
    if (givers.length === 0 || !reach) return []
    const giving = [...roles.values()].filter((role) =>
      permissionsOfRole(role).some((name) => givers.includes(name)),
    )
    return [
      and(
        eq(grants.scope, kind),
        reach,
        or(
          inArray(grants.permission, givers),
          inArray(
            grants.roleId,
            giving.map(({ id }) => id),
          ),
        ),
      ),
    ]
  })
  const rows = await ctx.db
    .select({
      id: grants.id,
      userId: grants.userId,
      groupId: grants.groupId,
      permission: grants.permission,
      roleId: grants.roleId,
      scope: grants.scope,
      scopeId: sql<
        number | null
      >`coalesce(${grants.scopeFolderId}, ${grants.scopeGroupId}, ${grants.scopeUserId})`,
    })
    .from(grants)
    .where(or(...kinds))
    .orderBy(grants.id)
  return rows.map(({ roleId, ...row }) => ({ ...row, role: roles.get(roleId ?? 0) ?? null }))
}

async function readRoles({ db }: Context): Promise<Map<number, RoleOfGrant>> {
  const rows = await db
    .select({
      id: roles.id,
      key: roles.key,
      name: roles.name,
      permissions: sql<string[]>`(select coalesce(json_agg(p.permission), '[]') from role_permissions p
        where p.role_id = ${roles.id})`,
    })
    .from(roles)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which scopes of a kind take in the place, as `covers` has it; undefined when none can. */
function takesIn(kind: ScopeKind, place: PlacedScope): SQL | undefined {
  if (kind === 'everything') return sql`true`
  if (place.kind === 'everything') return undefined
  if (kind === 'folder') {
    if (place.path === undefined || (place.kind !== 'user' && place.kind !== 'folder')) return undefined
    const paths = [...pathsAbove(place.path), place.path]
    return sql`${grants.scopeFolderId} in (select ${folders.id} from ${folders} where ${inArray(folders.path, paths)})`
  }
  if (kind === 'members') {
    if (place.kind !== 'user' && place.kind !== 'members') return undefined
    return inArray(grants.scopeGroupId, [...new Set(place.groups)])
  }
  if (kind !== place.kind) return undefined
  return kind === 'user' ? eq(grants.scopeUserId, place.id) : eq(grants.scopeGroupId, place.id)
}

/** Which permission of the grant gives this one: itself where it can, else the one it comes with. */
export function givenBy({ permission, role, scope }: GivingGrant, wanted: Permission): Permission {
  const named: readonly string[] = role ? permissionsOfRole(role) : [permission ?? '']
  if (named.includes(wanted)) return wanted
  return giversOf(wanted, scope).find((name) => named.includes(name)) ?? wanted
}

/** The users and the groups that hold some grants. */
export function holdersOf(giving: readonly GivingGrant[]): { userIds: number[]; groupIds: number[] } {
  return {
    userIds: [...new Set(giving.flatMap(({ userId }) => userId ?? []))],
    groupIds: [...new Set(giving.flatMap(({ groupId }) => groupId ?? []))],
  }
}
