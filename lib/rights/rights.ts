import type { Rights, Scope } from '@/lib/kernel/actor'
import {
  applies,
  type BuiltInRole,
  builtInRoles,
  isPermission,
  type Permission,
  permissionNames,
  withImplied,
} from './catalogue'

const everything: readonly Scope[] = [{ kind: 'everything' }]

export const everyRight: Rights = new Map(permissionNames.map((name) => [name, everything]))

export const noRights: Rights = new Map()

/** One grant as stored: a permission, or a role with what it holds. */
export type Gift = {
  permission: string | null
  role: { key: string | null; permissions: string[] } | null
  scope: Scope
}

/** The permissions a role holds. Those of the built-in ones are written in code; names of a newer version are unknown. */
export function permissionsOfRole({ key, permissions }: { key: string | null; permissions: string[] }) {
  if (key !== null && Object.hasOwn(builtInRoles, key)) return builtInRoles[key as BuiltInRole].permissions
  return permissions.filter(isPermission)
}

/** What a gift is worth: each permission that means something over its scope, with those that come with it. */
export function permissionsOfGift({ permission, role, scope }: Gift): Permission[] {
  const named = role
    ? permissionsOfRole(role)
    : isPermission(permission ?? '')
      ? [permission as Permission]
      : []
  const effective = named.filter((name) => applies(name, scope.kind)).flatMap(withImplied)
  return [...new Set(effective)].filter((name) => applies(name, scope.kind))
}

/** What these gifts together are worth. */
export function rightsOfGifts(gifts: readonly Gift[]): Rights {
  const rights = new Map<Permission, Scope[]>()
  for (const gift of gifts) {
    for (const name of permissionsOfGift(gift)) {
      const scopes = rights.get(name) ?? []
      if (scopes[0]?.kind === 'everything') continue
      if (gift.scope.kind === 'everything') rights.set(name, [gift.scope])
      else rights.set(name, [...scopes, gift.scope])
    }
  }
  return rights
}

export function scopesOf(rights: Rights, permission: Permission): readonly Scope[] {
  return rights.get(permission) ?? []
}

/** Whether the permission is held over everything there is. */
export function isHeldOverEverything(rights: Rights, permission: Permission): boolean {
  return scopesOf(rights, permission)[0]?.kind === 'everything'
}

/** Whether nobody can hold more. */
export function isEveryRight(rights: Rights): boolean {
  return permissionNames.every((name) => isHeldOverEverything(rights, name))
}

/** A scope with what it lies in, as far as that is needed to say who else reaches over it. */
export type PlacedScope = Scope & {
  /** Of a user: the path of the folder they are in. */
  path?: string
  /** Of a user: the groups they are in, whatever the way. Of the members of a group: that group and all above it. */
  groups?: readonly number[]
}

/** Whether one of the scopes takes in all of another, as things stand. */
export function covers(scopes: readonly Scope[], inner: PlacedScope): boolean {
  return scopes.some((outer) => {
    if (outer.kind === 'everything') return true
    if (inner.kind === 'everything') return false
    if (outer.kind === 'folder') {
      return (inner.kind === 'folder' || inner.kind === 'user') && isWithin(inner.path ?? '', outer.path)
    }
    if (outer.kind === 'members' && (inner.kind === 'members' || inner.kind === 'user')) {
      return inner.groups?.includes(outer.id) ?? false
    }
    return outer.kind === inner.kind && outer.id === inner.id
  })
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

export type PlacedGift = Gift & { scope: PlacedScope }

/** What of these gifts somebody with these rights does not hold, over at least the same scope. */
export function notHeld(rights: Rights, gifts: readonly PlacedGift[]): Permission[] {
  const missing = gifts.flatMap((gift) =>
    permissionsOfGift(gift).filter((name) => !covers(scopesOf(rights, name), gift.scope)),
  )
  return [...new Set(missing)]
}
