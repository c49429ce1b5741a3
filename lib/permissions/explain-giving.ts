import 'server-only'
import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { pathsAbove } from '@/lib/folders/paths'
import {
  type BuiltInRole,
  builtInRoles,
  type Permission,
  permissionNames,
  type ScopeKind,
  scopeKinds,
} from './catalogue'
import { type PlacedScope, permissionsOfGift, permissionsOfRole, type Scope } from './rights'

const builtInKeys = Object.keys(builtInRoles) as BuiltInRole[]

/** The permissions that give this one when granted over such a scope: itself, and those it comes with. */
function giversOf(permission: Permission, kind: ScopeKind): Permission[] {
  const scope = { kind, id: 0, path: '' } as Scope
  return permissionNames.filter((name) =>
    permissionsOfGift({ permission: name, role: null, scope }).includes(permission),
  )
}

/** Grants of the alias `g` that give the permission over all of a place; over anything at all without one. */
export function givesOver(permission: Permission, place?: PlacedScope): SQL {
  const kinds = scopeKinds.flatMap((kind) => {
    const givers = giversOf(permission, kind)
    const reach = place ? takesIn(kind, place) : sql`true`
    if (givers.length === 0 || !reach) return []
    return [sql`(g.scope = ${kind} and ${reach} and ${names(givers)})`]
  })
  return or(...kinds) ?? sql`false`
}

/** Grants that name one of these permissions or a role that holds one, by the rules of `permissionsOfRole`. */
function names(givers: Permission[]): SQL {
  const keys = builtInKeys.filter((key) => builtInRoles[key].permissions.some((p) => givers.includes(p)))
  const any = textArray(givers)
  return sql`(g.permission = any(${any}) or g.role_id in (
    select r.id from roles r where r.key = any(${textArray(keys)})
      or (coalesce(r.key, '') <> all(${textArray(builtInKeys)})
        and exists (select from role_permissions p where p.role_id = r.id and p.permission = any(${any})))))`
}

/** Names of the catalogue need no quoting. */
function textArray(items: readonly string[]): SQL {
  return sql`${`{${items}}`}::text[]`
}

/** Which scopes of a kind take in the place, as `covers` has it; undefined when none can. */
function takesIn(kind: ScopeKind, place: PlacedScope): SQL | undefined {
  if (kind === 'everything') return sql`true`
  if (place.kind === 'everything') return undefined
  if (kind === 'folder') {
    if (place.path === undefined || (place.kind !== 'user' && place.kind !== 'folder')) return undefined
    const paths = [...pathsAbove(place.path), place.path]
    return sql`g.scope_folder_id in (select ${folders.id} from ${folders} where ${inArray(folders.path, paths)})`
  }
  if (kind === 'members') {
    if (place.kind !== 'user' && place.kind !== 'members') return undefined
    return sql`g.scope_group_id = any(${`{${[...new Set(place.groups)]}}`}::integer[])`
  }
  if (kind !== place.kind) return undefined
  return kind === 'user' ? sql`g.scope_user_id = ${place.id}` : sql`g.scope_group_id = ${place.id}`
}

/** A grant with what an explanation tells of it. */
export type ToldGrant = {
  id: string
  permission: string | null
  role: { id: number; key: string | null; name: string; permissions: string[] } | null
  scope: ScopeKind
  scopeId: number | null
  scopePath: string | null
}

/** The grants with these ids. */
export async function readGrants(ctx: Context, ids: string[]): Promise<Map<string, ToldGrant>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      id: sql<string>`g.id`,
      permission: sql<string | null>`g.permission`,
      role: sql<
        ToldGrant['role']
      >`(select json_build_object('id', r.id, 'key', r.key, 'name', r.name, 'permissions',
        (select coalesce(json_agg(p.permission), '[]') from role_permissions p where p.role_id = r.id))
        from roles r where r.id = g.role_id)`,
      scope: sql<ScopeKind>`g.scope`,
      scopeId: sql<number | null>`coalesce(g.scope_folder_id, g.scope_group_id, g.scope_user_id)`,
      scopePath: sql<string | null>`(select f.path from folders f where f.id = g.scope_folder_id)`,
    })
    .from(sql`grants g`)
    .where(sql`g.id = any(${`{${ids}}`}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which permission of the grant gives this one: itself where it can, else the one it comes with. */
export function givenBy({ permission, role, scope }: ToldGrant, wanted: Permission): Permission {
  const givers = giversOf(wanted, scope)
  const named: readonly string[] = role ? permissionsOfRole(role) : [permission ?? '']
  if (named.includes(wanted)) return wanted
  return givers.find((name) => named.includes(name)) ?? wanted
}
