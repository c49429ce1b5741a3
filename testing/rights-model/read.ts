import { eq, inArray, or } from 'drizzle-orm'
import {
  folders,
  grants,
  groupAncestors,
  groupMembers,
  groupParents,
  rolePermissions,
  roles,
  users,
} from '@/db/schema'
import type { BuiltInRole, Permission } from '@/lib/rights/catalogue'
import { testTime } from '@/testing/world'
import type { World } from './model'
import type { Real } from './real'

/** The world as it is in the database now. What came to it since stands at the end of the lists. */
export async function readWorld(real: Real): Promise<World> {
  const { db, top } = real
  await addNewGroups(real)
  const [allFolders, people, memberships, edges, held, given] = await Promise.all([
    db.select({ id: folders.id, path: folders.path }).from(folders),
    db.select({ id: users.id, folderId: users.folderId }).from(users).where(inArray(users.id, real.users)),
    db.select().from(groupMembers).where(inArray(groupMembers.groupId, real.groups)),
    db.select().from(groupParents).where(inArray(groupParents.groupId, real.groups)),
    db.select().from(rolePermissions).where(inArray(rolePermissions.roleId, real.roles)),
    db
      .select({ grant: grants, key: roles.key })
      .from(grants)
      .leftJoin(roles, eq(roles.id, grants.roleId))
      .where(or(inArray(grants.userId, real.users), inArray(grants.groupId, real.groups))),
  ])
  const paths = new Map(allFolders.map(({ id, path }) => [id, path]))
  const relative = (id: number) => (paths.get(id) ?? '').slice(top.length + 1)
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
async function addNewGroups(real: Real): Promise<void> {
  const near = await real.db
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(inArray(groupMembers.userId, real.users))
  const above = await real.db
    .select({ id: groupAncestors.ancestorId })
    .from(groupAncestors)
    .where(inArray(groupAncestors.groupId, [...real.groups, ...near.map(({ id }) => id), 0]))
  for (const { id } of [...near, ...above]) if (!real.groups.includes(id)) real.groups.push(id)
}
