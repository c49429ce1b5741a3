import { randomUUID } from 'node:crypto'
import { and, eq, inArray, or } from 'drizzle-orm'
import {
  folders,
  grants,
  groupAncestors,
  groupMembers,
  groupParents,
  groups,
  rolePermissions,
  roles,
  users,
} from '@/db/schema'
import type { Db } from '@/db/types'
import { type Actor, inTransaction } from '@/lib/context'
import { folderForUsers } from '@/lib/folders/ensure'
import { contextFor, makeUser, testTime, uniqueName } from '@/lib/testing'
import type { BuiltInRole, Permission } from '../catalogue'
import { rightsOfUser } from '../gifts'
import type { Target } from '../require'
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

export async function newReal(db: Db, world: World): Promise<Real> {
  const ctx = contextFor(db)
  const top = uniqueName('world')
  const made: Real = { db, top, folders: new Map(), users: [], groups: [], roles: [] }
  for (const path of world.folders) {
    const { id } = await inTransaction(ctx, (ctx) => folderForUsers(ctx, `${top}/${path}`, { create: true }))
    made.folders.set(path, id)
  }
  for (const { folder } of world.users)
    made.users.push((await makeUser(ctx, { path: `${top}/${folder}` })).id)
  for (const _ of world.parents) {
    const name = uniqueName('group')
    const names = { name, nameKey: name, search: name }
    const [row] = await db
      .insert(groups)
      .values({ uuid: randomUUID(), ...names, ...moments })
      .returning()
    made.groups.push(row?.id ?? 0)
  }
  for (const permissions of world.roles) {
    const name = uniqueName('role')
    const [row] = await db
      .insert(roles)
      .values({ uuid: randomUUID(), name, nameKey: name, ...moments })
      .returning()
    made.roles.push(row?.id ?? 0)
    for (const permission of permissions) {
      await db.insert(rolePermissions).values({ roleId: row?.id ?? 0, permission })
    }
  }
  await bring(made, { ...world, parents: world.parents.map(() => []), members: [], grants: [] }, world)
  return made
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
  for (const { group, parent } of missing(edges(to), edges(from))) {
    await db
      .insert(groupParents)
      .values({ groupId: at(real.groups, group), parentId: at(real.groups, parent) })
  }
  for (const { group, user } of missing(from.members, to.members)) {
    const row = and(
      eq(groupMembers.groupId, at(real.groups, group)),
      eq(groupMembers.userId, at(real.users, user)),
    )
    await db.delete(groupMembers).where(row)
  }
  for (const { group, user, isOver } of missing(to.members, from.members)) {
    const expiresAt = isOver ? testTime : user % 2 === 0 ? null : new Date(testTime.getTime() + hour)
    const row = { groupId: at(real.groups, group), userId: at(real.users, user), addedAt: testTime }
    await db.insert(groupMembers).values({ ...row, expiresAt })
  }
  for (const grant of missing(from.grants, to.grants)) {
    await db.delete(grants).where(eq(grants.createdBy, JSON.stringify([real.top, grant])))
  }
  for (const grant of missing(to.grants, from.grants)) await insertGrant(real, grant)
  for (const [place, { folder }] of to.users.entries()) {
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

async function insertGrant(real: Real, grant: GrantInWorld): Promise<void> {
  const { holder, gift } = grant
  const builtIn = 'builtIn' in gift && (await real.db.select().from(roles).where(eq(roles.key, gift.builtIn)))
  await real.db.insert(grants).values({
    id: randomUUID(),
    userId: 'user' in holder ? at(real.users, holder.user) : null,
    groupId: 'group' in holder ? at(real.groups, holder.group) : null,
    permission: 'permission' in gift ? gift.permission : null,
    roleId: 'role' in gift ? at(real.roles, gift.role) : builtIn ? (builtIn[0]?.id ?? 0) : null,
    scope: grant.scope.kind,
    ...scopeColumns(real, grant.scope),
    createdAt: testTime,
    createdBy: JSON.stringify([real.top, grant]),
  })
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

/** The world as it is in the database now. What came to it since stands at the end of the lists. */
export async function readWorld(real: Real): Promise<World> {
  const { db, top } = real
  const paths = new Map(
    (await db.select({ id: folders.id, path: folders.path }).from(folders)).map(({ id, path }) => [id, path]),
  )
  const relative = (id: number) => (paths.get(id) ?? '').slice(top.length + 1)
  const inWorld = or(inArray(grants.userId, real.users), inArray(grants.groupId, await knownGroups(real)))
  const people = await db
    .select({ id: users.id, folderId: users.folderId })
    .from(users)
    .where(inArray(users.id, real.users))
  const memberships = await db.select().from(groupMembers).where(inArray(groupMembers.groupId, real.groups))
  const edges = await db.select().from(groupParents).where(inArray(groupParents.groupId, real.groups))
  const held = await db.select().from(rolePermissions).where(inArray(rolePermissions.roleId, real.roles))
  const given = await db
    .select({ grant: grants, key: roles.key })
    .from(grants)
    .leftJoin(roles, eq(roles.id, grants.roleId))
    .where(inWorld)
  const placeOf = (ids: number[], id: number | null) => ids.indexOf(id ?? 0)
  return {
    folders: [...real.folders.values()].map(relative),
    users: real.users.map((id) => ({
      folder: relative(people.find((one) => one.id === id)?.folderId ?? 0),
    })),
    parents: real.groups.map((id) =>
      edges.filter(({ groupId }) => groupId === id).map(({ parentId }) => placeOf(real.groups, parentId)),
    ),
    members: memberships.map(({ groupId, userId, expiresAt }) => ({
      group: placeOf(real.groups, groupId),
      user: placeOf(real.users, userId),
      isOver: expiresAt !== null && expiresAt <= testTime,
    })),
    roles: real.roles.map((id) =>
      held.filter(({ roleId }) => roleId === id).map(({ permission }) => permission as Permission),
    ),
    grants: given.map(({ grant, key }) => ({
      holder:
        grant.userId !== null
          ? { user: placeOf(real.users, grant.userId) }
          : { group: placeOf(real.groups, grant.groupId) },
      gift:
        grant.permission !== null
          ? { permission: grant.permission as Permission }
          : key !== null
            ? { builtIn: key as BuiltInRole }
            : { role: placeOf(real.roles, grant.roleId) },
      scope: {
        kind: grant.scope,
        of:
          grant.scopeFolderId !== null
            ? relative(grant.scopeFolderId)
            : grant.scopeUserId !== null
              ? placeOf(real.users, grant.scopeUserId)
              : placeOf(real.groups, grant.scopeGroupId),
      },
    })),
  }
}

/** Adds to the world's groups those that were made by somebody in it. */
async function knownGroups(real: Real): Promise<number[]> {
  const near = await real.db
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(inArray(groupMembers.userId, real.users))
  const above = await real.db
    .select({ id: groupAncestors.ancestorId })
    .from(groupAncestors)
    .where(inArray(groupAncestors.groupId, [...real.groups, ...near.map(({ id }) => id), 0]))
  for (const { id } of [...near, ...above]) if (!real.groups.includes(id)) real.groups.push(id)
  return real.groups
}
