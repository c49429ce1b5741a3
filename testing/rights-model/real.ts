import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import {
  folders,
  grants,
  groupMembers,
  groupParents,
  groups,
  rolePermissions,
  roles,
  users,
} from '@/db/schema'
import type { Db } from '@/db/types'
import type { Actor } from '@/lib/kernel/actor'
import { computedNames } from '@/lib/kernel/names'
import { parentOf } from '@/lib/rights/folder-paths'
import { rightsOfUser } from '@/lib/rights/gifts'
import type { Target } from '@/lib/rights/require'
import { testTime, uniqueName } from '@/testing/world'
import type { GrantInWorld, ScopeInWorld, World } from './model'

/** A world in the database, below a folder of its own: the ids of what stands in the world's lists. */
export type Real = {
  db: Db
  top: string
  folders: Map<string, number>
  users: number[]
  groups: number[]
  roles: number[]
}

const hour = 60 * 60_000
const moments = { createdAt: testTime, updatedAt: testTime }

export function newReal(db: Db, world: World): Promise<Real> {
  return db.transaction(async (tx) => {
    const top = uniqueName('world')
    const made = { db: tx, top, folders: await makeFolders(tx, top, world.folders) }
    const real: Real = { ...made, users: [], groups: [], roles: [] }
    const people = world.users.map(({ folder }) => {
      const username = uniqueName()
      const names = { username, name: '', email: null }
      const row = { uuid: randomUUID(), folderId: real.folders.get(folder) ?? 0, ...moments }
      return { ...row, ...names, ...computedNames(names) }
    })
    real.users = idsOf(await tx.insert(users).values(people).returning({ id: users.id }))
    const circles = world.parents.map(() => named('group', (name) => ({ search: name })))
    real.groups =
      circles.length === 0 ? [] : idsOf(await tx.insert(groups).values(circles).returning({ id: groups.id }))
    const bundles = world.roles.map(() => named('role', () => ({})))
    real.roles =
      bundles.length === 0 ? [] : idsOf(await tx.insert(roles).values(bundles).returning({ id: roles.id }))
    const held = world.roles.flatMap((list, place) =>
      list.map((permission) => ({ roleId: at(real.roles, place), permission })),
    )
    if (held.length > 0) await tx.insert(rolePermissions).values(held)
    await bring(real, { ...world, parents: world.parents.map(() => []), members: [], grants: [] }, world)
    return { ...real, db }
  })
}

async function makeFolders(db: Db, top: string, paths: string[]): Promise<Map<string, number>> {
  const [root] = await db.select({ id: folders.id }).from(folders).where(isNull(folders.parentId))
  const ids = new Map<string, number>()
  const depthOf = (path: string) => (path === '' ? 0 : path.split('/').length)
  const deepest = Math.max(...paths.map(depthOf))
  for (let depth = 0; depth <= deepest; depth++) {
    const level = ['', ...paths].filter((path) => depthOf(path) === depth)
    const rows = level.map((path) => {
      const whole = path === '' ? top : `${top}/${path}`
      const parentId = path === '' ? root?.id : ids.get(parentOf(path))
      return { parentId, name: whole.slice(whole.lastIndexOf('/') + 1), path: whole, createdAt: testTime }
    })
    const made = await db.insert(folders).values(rows).returning({ id: folders.id })
    for (const [place, path] of level.entries()) ids.set(path, made[place]?.id ?? 0)
  }
  return new Map(paths.map((path) => [path, ids.get(path) ?? 0]))
}

function named<T>(kind: string, more: (name: string) => T) {
  const name = uniqueName(kind)
  return { uuid: randomUUID(), name, nameKey: name, ...moments, ...more(name) }
}

function idsOf(rows: { id: number }[]): number[] {
  return rows.map(({ id }) => id)
}

/** Changes what is different between two worlds, row by row. */
export async function bring(real: Real, from: World, to: World): Promise<void> {
  const { db } = real
  const edges = (world: World) =>
    world.parents.flatMap((list, group) => list.map((parent) => ({ group, parent })))
  for (const { group, parent } of missing(edges(from), edges(to))) {
    const edge = and(
      eq(groupParents.groupId, at(real.groups, group)),
      eq(groupParents.parentId, at(real.groups, parent)),
    )
    await db.delete(groupParents).where(edge)
  }
  const above = missing(edges(to), edges(from)).map(({ group, parent }) => ({
    ...{ groupId: at(real.groups, group), parentId: at(real.groups, parent) },
  }))
  if (above.length > 0) await db.insert(groupParents).values(above)
  for (const { group, user } of missing(from.members, to.members)) {
    const row = and(
      eq(groupMembers.groupId, at(real.groups, group)),
      eq(groupMembers.userId, at(real.users, user)),
    )
    await db.delete(groupMembers).where(row)
  }
  const members = missing(to.members, from.members).map(({ group, user, isOver }) => ({
    ...{ groupId: at(real.groups, group), userId: at(real.users, user), addedAt: testTime },
    expiresAt: isOver ? testTime : user % 2 === 0 ? null : new Date(testTime.getTime() + hour),
  }))
  if (members.length > 0) await db.insert(groupMembers).values(members)
  for (const grant of missing(from.grants, to.grants)) {
    await db.delete(grants).where(eq(grants.createdBy, JSON.stringify([real.top, grant])))
  }
  await insertGrants(real, missing(to.grants, from.grants))
  for (const [place, { folder }] of to.users.entries()) {
    if (folder === from.users[place]?.folder) continue
    await db
      .update(users)
      .set({ folderId: real.folders.get(folder) ?? 0 })
      .where(eq(users.id, at(real.users, place)))
  }
}

function missing<T>(here: T[], there: T[]): T[] {
  const known = new Set(there.map((one) => JSON.stringify(one)))
  return here.filter((one) => !known.has(JSON.stringify(one)))
}

async function insertGrants(real: Real, list: GrantInWorld[]): Promise<void> {
  if (list.length === 0) return
  const builtIn = await real.db.select().from(roles).where(isNotNull(roles.key))
  const roleOf = ({ gift }: GrantInWorld) => {
    if ('role' in gift) return at(real.roles, gift.role)
    return 'builtIn' in gift ? builtIn.find(({ key }) => key === gift.builtIn)?.id : null
  }
  await real.db.insert(grants).values(
    list.map((grant) => ({
      id: randomUUID(),
      userId: 'user' in grant.holder ? at(real.users, grant.holder.user) : null,
      groupId: 'group' in grant.holder ? at(real.groups, grant.holder.group) : null,
      permission: 'permission' in grant.gift ? grant.gift.permission : null,
      roleId: roleOf(grant),
      scope: grant.scope.kind,
      ...scopeColumns(real, grant.scope),
      createdAt: testTime,
      createdBy: JSON.stringify([real.top, grant]),
    })),
  )
}

function scopeColumns(real: Real, { kind, of }: ScopeInWorld) {
  if (kind === 'folder') return { scopeFolderId: real.folders.get(String(of)) ?? 0 }
  if (kind === 'user') return { scopeUserId: at(real.users, Number(of)) }
  return kind === 'everything' ? {} : { scopeGroupId: at(real.groups, Number(of)) }
}

function at(ids: number[], place: number): number {
  const id = ids[place]
  if (id === undefined) throw new Error(`nothing at ${place}`)
  return id
}

/** A user of the world as an actor, with the rights they have now. */
export async function actorAt(real: Real, place: number): Promise<Extract<Actor, { type: 'user' }>> {
  const userId = at(real.users, place)
  const rights = await rightsOfUser({ db: real.db, now: testTime }, userId)
  return { type: 'user', userId, label: `user ${place}`, rights, sessionId: '' }
}

export function targetOf(real: Real, { kind, of }: ScopeInWorld): Target | undefined {
  if (kind === 'folder') return { folderId: real.folders.get(String(of)) ?? 0 }
  if (kind === 'user') return { userId: at(real.users, Number(of)) }
  return kind === 'group' ? { groupId: at(real.groups, Number(of)) } : undefined
}
