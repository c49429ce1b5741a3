import fc from 'fast-check'
import { builtInRoles, type Permission, permissionNames } from '@/lib/rights/catalogue'
import type { GrantInWorld, ScopeInWorld, World } from './model'

const folders = ['a', 'a/b', 'a/b/c', 'a2', 'd']
const counts = { users: 5, groups: 4, roles: 2 }

const folder = fc.constantFrom(...folders)
const user = fc.nat(counts.users - 1)
const group = fc.nat(counts.groups - 1)
const permission: fc.Arbitrary<Permission> = fc.constantFrom(...permissionNames)

/** Mostly of the narrow kinds: with everything held everywhere there is little to tell apart. */
export const scope: fc.Arbitrary<ScopeInWorld> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'everything' as const, of: '' }) },
  { weight: 3, arbitrary: folder.map((of) => ({ kind: 'folder' as const, of })) },
  { weight: 3, arbitrary: group.map((of) => ({ kind: 'members' as const, of })) },
  { weight: 2, arbitrary: user.map((of) => ({ kind: 'user' as const, of })) },
  { weight: 2, arbitrary: group.map((of) => ({ kind: 'group' as const, of })) },
)

const grant: fc.Arbitrary<GrantInWorld> = fc.record({
  holder: fc.oneof(
    user.map((user) => ({ user })),
    group.map((group) => ({ group })),
  ),
  gift: fc.oneof(
    { weight: 4, arbitrary: permission.map((permission) => ({ permission })) },
    { weight: 2, arbitrary: fc.nat(counts.roles - 1).map((role) => ({ role })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...(Object.keys(builtInRoles) as (keyof typeof builtInRoles)[]))
        .map((builtIn) => ({ builtIn })),
    },
  ),
  scope,
})

const member = fc.record({ group, user, isOver: fc.boolean() })

/** A group stands only below groups before it in the list, so that none stands above itself. */
const parents = fc.tuple(
  ...Array.from({ length: counts.groups }, (_, place) => fc.subarray([...Array(place).keys()])),
)

export const world: fc.Arbitrary<World> = fc.record({
  folders: fc.constant(folders),
  users: fc.array(fc.record({ folder }), { minLength: counts.users, maxLength: counts.users }),
  parents,
  members: fc.uniqueArray(member, { maxLength: 6, selector: ({ group, user }) => `${group} ${user}` }),
  roles: fc.array(fc.uniqueArray(permission, { maxLength: 6 }), {
    minLength: counts.roles,
    maxLength: counts.roles,
  }),
  grants: fc.uniqueArray(grant, { maxLength: 10, selector: (one) => JSON.stringify(one) }),
})

/** One thing that changes in a world, however it is then. */
export type Change =
  | { what: 'member'; member: World['members'][number] }
  | { what: 'grant'; grant: GrantInWorld }
  | { what: 'parent'; group: number; parent: number }
  | { what: 'move'; user: number; folder: string }

export const change: fc.Arbitrary<Change> = fc.oneof(
  member.map((member) => ({ what: 'member' as const, member })),
  grant.map((grant) => ({ what: 'grant' as const, grant })),
  fc
    .tuple(group, group)
    .filter(([below, above]) => below > above)
    .map(([group, parent]) => ({ what: 'parent' as const, group, parent })),
  fc.record({ what: fc.constant('move' as const), user, folder }),
)

/** What is there goes, what is not there comes. */
export function changed(world: World, change: Change): World {
  const same = (one: unknown) => (other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  switch (change.what) {
    case 'member': {
      const { group, user } = change.member
      const others = world.members.filter((one) => one.group !== group || one.user !== user)
      const members = others.length < world.members.length ? others : [...others, change.member]
      return { ...world, members }
    }
    case 'grant': {
      const others = world.grants.filter((one) => !same(one)(change.grant))
      return {
        ...world,
        grants: others.length < world.grants.length ? others : [...others, change.grant],
      }
    }
    case 'parent': {
      const { group, parent } = change
      const above = world.parents[group] ?? []
      const next = above.includes(parent) ? above.filter((one) => one !== parent) : [...above, parent]
      return { ...world, parents: world.parents.map((list, place) => (place === group ? next : list)) }
    }
    case 'move':
      return {
        ...world,
        users: world.users.map((one, place) => (place === change.user ? { folder: change.folder } : one)),
      }
  }
}

const acting: Permission[] = permissionNames.filter((name) => name !== 'users.read')

const moving: Permission[] = [
  ...(['users.read', 'users.update', 'users.create', 'folders.create', 'folders.update'] as const),
  ...(['folders.delete', 'groups.update', 'groups.change_members'] as const),
]

/** What moves people about and little more, over everything. */
const movers = fc.record({
  permissions: fc.subarray(moving, { minLength: moving.length - 2 }),
  scope: fc.constant<ScopeInWorld>({ kind: 'everything', of: '' }),
})

const bundle = fc.record({ permissions: fc.subarray(acting, { minLength: 4 }), scope })

/** What the first user is given beside what chance gives, so that much of what they try is allowed. */
export const powers: fc.Arbitrary<GrantInWorld[]> = fc
  .tuple(fc.array(bundle, { minLength: 2, maxLength: 4 }), fc.array(movers, { maxLength: 1 }))
  .map((bundles) => bundles.flat())
  .map((bundles) => {
    const given = bundles.flatMap(({ permissions, scope }) =>
      permissions.map((permission) => ({ holder: { user: 0 }, gift: { permission }, scope })),
    )
    return [...new Map(given.map((grant) => [JSON.stringify(grant), grant])).values()]
  })

/** What others are given over narrow places, so that it matters to them who comes into these. */
export const watchers: fc.Arbitrary<GrantInWorld[]> = fc.array(
  fc.record({
    holder: fc.oneof(
      fc.integer({ min: 1, max: counts.users - 1 }).map((user) => ({ user })),
      group.map((group) => ({ group })),
    ),
    gift: fc.constantFrom(...acting).map((permission) => ({ permission })),
    scope: fc.oneof(
      folder.map((of) => ({ kind: 'folder' as const, of })),
      group.map((of) => ({ kind: 'members' as const, of })),
    ),
  }),
  { minLength: 2, maxLength: 5 },
)
