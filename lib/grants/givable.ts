import 'server-only'
import type { Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { peopleOf, raisedBy } from '@/lib/raising/people'
import { warningsOf } from '@/lib/raising/warn'
import { type Permission, permissionNames, type ScopeKind, scopeKinds } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { type Gift, notHeld, type PlacedScope, permissionsOfGift } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { findRoles } from '@/lib/roles/get'
import type { Holder } from './input'

/** What somebody may give, and over which kinds of scope they can give it at all. */
export type Givable = {
  permissions: { name: Permission; scopes: ScopeKind[] }[]
  roles: { id: number; name: string; description: string; permissions: Permission[]; scopes: ScopeKind[] }[]
  /** What may end by giving. */
  warnings: string[]
}

/** What the actor may give to this holder: what they hold, over no more than they hold it, and roles they may know of. */
export async function givableTo(ctx: Context, holder: Holder): Promise<Givable> {
  await requirePermission(ctx, 'grants.create', holder)
  const within = scopesWithin(heldScopes(ctx))
  const scopesOf = (gift: Omit<Gift, 'scope'>) =>
    scopeKinds.filter((kind) =>
      within.some((scope) => {
        const placed = { ...gift, scope }
        return (
          scope.kind === kind &&
          permissionsOfGift(placed).length > 0 &&
          notHeld(rightsOf(ctx), [placed]).length === 0
        )
      }),
    )
  const all = await findRoles(ctx, visibleRoles(ctx))
  return {
    permissions: permissionNames
      .map((name) => ({ name, scopes: scopesOf({ permission: name, role: null }) }))
      .filter(({ scopes }) => scopes.length > 0),
    roles: all
      .map((role) => ({
        ...{ id: role.id, name: role.name, description: role.description, permissions: role.permissions },
        scopes: scopesOf({ permission: null, role }),
      }))
      .filter(({ scopes }) => scopes.length > 0),
    warnings: await warningsOf(ctx, { people: peopleOf(ctx, raisedBy(holder)), isOne: 'userId' in holder }),
  }
}

/** Whatever the actor holds anything over. */
function heldScopes(ctx: Context): Scope[] {
  const distinct = new Map([...rightsOf(ctx).values()].flat().map((scope) => [JSON.stringify(scope), scope]))
  return [...distinct.values()]
}

/** Of each, the kinds of scope that can lie in it: a folder holds folders and users. */
function scopesWithin(held: Scope[]): PlacedScope[] {
  return held.flatMap((scope): PlacedScope[] => {
    if (scope.kind === 'everything')
      return [
        scope,
        { kind: 'folder', id: 0, path: '' },
        ...(['members', 'user', 'group'] as const).map((kind) => ({ kind, id: 0 })),
      ]
    if (scope.kind === 'folder') return [scope, { kind: 'user', id: 0, path: scope.path }]
    if (scope.kind === 'members')
      return [
        { ...scope, groups: [scope.id] },
        { kind: 'user', id: 0, groups: [scope.id] },
      ]
    return [scope]
  })
}
