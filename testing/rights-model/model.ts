import { builtInRoles, type Permission, permissions, type ScopeKind } from '@/lib/rights/catalogue'

/** A directory as plain lists. Users, groups and roles are their places in them; folders are paths. */
export type World = {
  folders: string[]
  users: { folder: string }[]
  /** For each group the groups directly above it. */
  parents: number[][]
  members: { group: number; user: number; isOver: boolean }[]
  roles: Permission[][]
  grants: GrantInWorld[]
}

export type GrantInWorld = {
  holder: { user: number } | { group: number }
  gift: { permission: Permission } | { role: number } | { builtIn: keyof typeof builtInRoles }
  scope: ScopeInWorld
}

/** `of`: the path of a folder, or the place of a user or group in its list. */
export type ScopeInWorld = { kind: ScopeKind; of: string | number }

type Held = { permission: Permission; scope: ScopeInWorld }

const meaningful: Record<string, ScopeKind[]> = {
  users: ['everything', 'folder', 'members', 'user'],
  folders: ['everything', 'folder'],
  groups: ['everything', 'group'],
  holders: ['everything', 'folder', 'members', 'user', 'group'],
  instance: ['everything'],
}

/** Whether a permission means anything over such a target: nobody deletes the folder of a single user. */
export function isMeant(permission: Permission, { kind }: ScopeInWorld): boolean {
  return meaningful[permissions[permission].about]?.includes(kind) ?? false
}

function groupsAbove(world: World, group: number): number[] {
  return [group, ...(world.parents[group] ?? []).flatMap((parent) => groupsAbove(world, parent))]
}

/** Worlds never change, and much is asked of each. */
function oncePerWorld<T>(look: (world: World, user: number) => T): (world: World, user: number) => T {
  const seen = new WeakMap<World, Map<number, T>>()
  return (world, user) => {
    const known = seen.get(world) ?? new Map<number, T>()
    seen.set(world, known)
    const found = known.get(user) ?? look(world, user)
    known.set(user, found)
    return found
  }
}

const groupsOf = oncePerWorld((world, user): number[] => {
  const direct = world.members.filter((member) => member.user === user && !member.isOver)
  return direct.flatMap(({ group }) => groupsAbove(world, group))
})

const heldBy = oncePerWorld((world, user): Held[] => {
  const groups = groupsOf(world, user)
  return world.grants
    .filter(({ holder }) => ('user' in holder ? holder.user === user : groups.includes(holder.group)))
    .flatMap(({ gift, scope }) => {
      const named =
        'permission' in gift
          ? [gift.permission]
          : 'role' in gift
            ? (world.roles[gift.role] ?? [])
            : builtInRoles[gift.builtIn].permissions
      return named
        .filter((name) => meaningful[permissions[name].about]?.includes(scope.kind))
        .flatMap((name) => [name, ...impliedBy(name)])
        .filter((name) => meaningful[permissions[name].about]?.includes(scope.kind))
        .map((permission) => ({ permission, scope }))
    })
})

function impliedBy(permission: Permission): Permission[] {
  const entry = permissions[permission]
  return 'implies' in entry ? [...entry.implies] : []
}

/** Whether all that one scope takes in lies within another. */
function contains(world: World, outer: ScopeInWorld, inner: ScopeInWorld): boolean {
  if (outer.kind === 'everything') return true
  const below = (path: string | number) => outer.of === '' || `${path}/`.startsWith(`${outer.of}/`)
  if (outer.kind === 'folder' && inner.kind === 'folder') return below(inner.of)
  if (outer.kind === 'folder' && inner.kind === 'user') return below(folderOf(world, Number(inner.of)))
  if (outer.kind === 'members' && inner.kind === 'members')
    return groupsAbove(world, Number(inner.of)).includes(Number(outer.of))
  if (outer.kind === 'members' && inner.kind === 'user')
    return groupsOf(world, Number(inner.of)).includes(Number(outer.of))
  return outer.kind === inner.kind && outer.of === inner.of
}

function folderOf(world: World, user: number): string {
  return world.users[user]?.folder ?? ''
}

/** Whether somebody holds a permission over a user, a folder or a group. */
export function holds(world: World, actor: number, permission: Permission, target: ScopeInWorld): boolean {
  return heldBy(world, actor).some(
    (held) => held.permission === permission && contains(world, held.scope, target),
  )
}

/** Whether they may use it there: nobody acts on somebody who holds what they do not. */
export function may(world: World, actor: number, permission: Permission, target: ScopeInWorld): boolean {
  if (!holds(world, actor, permission, target)) return false
  if (!('reaches' in permissions[permission])) return true
  if (target.kind === 'user') return covered(world, actor, Number(target.of))
  if (target.kind !== 'group') return true
  const above = groupsAbove(world, Number(target.of))
  const carried = world.grants.filter(({ holder }) => 'group' in holder && above.includes(holder.group))
  // What a group carries is what a member of it alone would hold.
  const member = {
    ...world,
    members: [{ group: Number(target.of), user: -1, isOver: false }],
    grants: carried,
  }
  const own = heldBy(world, actor)
  return heldBy(member, -1).every((carried) => isAmong(world, own, carried))
}

/**
 * Whether the actor might give somebody a permission over a target. Who is given it is one thing: the actor holds as much.
 * A target that comes within the reach of what somebody holds already is another: the actor might use it there themselves.
 */
export function mightGive(
  [before, now]: [World, World],
  [actor, other]: [number, number],
  permission: Permission,
  target: ScopeInWorld,
): boolean {
  const isGiven = JSON.stringify(heldBy(before, other)) !== JSON.stringify(heldBy(now, other))
  return isGiven ? holds(before, actor, permission, target) : may(before, actor, permission, target)
}

/** Whether somebody holds all that another does. */
export function covered(world: World, actor: number, user: number): boolean {
  const own = heldBy(world, actor)
  return actor === user || heldBy(world, user).every((held) => isAmong(world, own, held))
}

function isAmong(world: World, own: Held[], { permission, scope }: Held): boolean {
  return own.some((held) => held.permission === permission && contains(world, held.scope, scope))
}
