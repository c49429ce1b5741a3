import { eq, inArray } from 'drizzle-orm'
import { folders, grants, roles } from '@/db/schema'
import { deleteFolder } from '@/lib/folders/delete'
import { moveFolder } from '@/lib/folders/move'
import { createGrant } from '@/lib/grants/create'
import { deleteGrants } from '@/lib/grants/delete'
import type { GrantScope } from '@/lib/grants/input'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { addMembers, createGroupWith, removeMembers } from '@/lib/groups/change-members'
import { deleteGroup } from '@/lib/groups/delete'
import { updateGroup } from '@/lib/groups/update'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import type { Permission } from '@/lib/rights/catalogue'
import { updateRole } from '@/lib/roles/update'
import { activateUsers } from '@/lib/users/activate'
import { deactivateUsers } from '@/lib/users/deactivate'
import { deleteUsers } from '@/lib/users/delete'
import { moveUsers } from '@/lib/users/move'
import { updateUser } from '@/lib/users/update'
import { newPassword } from '@/testing/recovery'
import { uniqueName } from '@/testing/world'
import type { Real } from './real'

/** Places drawn at random, for whatever a deed needs. */
export type Draw = {
  user: number
  other: number
  folder: number
  otherFolder: number
  group: number
  otherGroup: number
  role: number
  permission: Permission
  scope: number
}

/** `takes`: whose account the actor can sign in to once it is done. */
export type Deed = { takes?: 'user'; do: (ctx: Context, real: Real, draw: Draw) => Promise<unknown> }

const one = <T>(list: readonly T[], place: number): T => list[place % list.length] as T
const folderAt = ({ folders }: Real, place: number) => one([...folders.values()], place)

/** Everything that could raise somebody: what the console, the API and jobs call. */
export const deeds: Record<string, Deed> = {
  'set a password': {
    takes: 'user',
    do: (ctx, { users }, { user }) =>
      setPassword(ctx, {
        ...{ userId: one(users, user), password: newPassword },
        ...{ mustChange: false, endSessions: true },
      }),
  },
  'make a recovery link': {
    takes: 'user',
    do: (ctx, { users }, { user }) =>
      createRecoveryLink(ctx, { userId: one(users, user), lifetimeMinutes: 60 }),
  },
  'change an address': {
    takes: 'user',
    do: (ctx, { users }, { user }) =>
      updateUser(ctx, {
        ...{ id: one(users, user), createFolder: false },
        email: `${uniqueName()}@example.org`,
      }),
  },
  'change a path': {
    do: async (ctx, real, { user, folder }) => {
      const path = await pathOf(real, folderAt(real, folder))
      return updateUser(ctx, { id: one(real.users, user), path, createFolder: false })
    },
  },
  'move users': {
    do: (ctx, real, { user, other, folder }) =>
      moveUsers(ctx, {
        selected: { ids: [...new Set([one(real.users, user), one(real.users, other)])] },
        folderId: folderAt(real, folder),
      }),
  },
  'move a folder': {
    do: (ctx, real, { folder, otherFolder }) =>
      moveFolder(ctx, { id: folderAt(real, folder), parentId: folderAt(real, otherFolder) }),
  },
  'delete a folder': {
    do: (ctx, real, { folder, otherFolder }) =>
      deleteFolder(ctx, { id: folderAt(real, folder), moveUsersTo: folderAt(real, otherFolder) }),
  },
  'put somebody into a group': {
    do: (ctx, real, { user, group }) =>
      addMembers(ctx, { ...membersAt(real, user, group), groupIds: [one(real.groups, group)], until: null }),
  },
  'put oneself into a group': {
    do: (ctx, real, { group }) =>
      addMembers(ctx, { ...membersAt(real, 0, group), groupIds: [one(real.groups, group)], until: null }),
  },
  'take somebody out of a group': {
    do: (ctx, real, { user, group }) => removeMembers(ctx, membersAt(real, user, group)),
  },
  'put a group below another': {
    do: (ctx, { groups }, { group, otherGroup }) =>
      updateGroup(ctx, { id: one(groups, group), parents: [one(groups, otherGroup)] }),
  },
  'take a group from below others': {
    do: (ctx, { groups }, { group }) => updateGroup(ctx, { id: one(groups, group), parents: [] }),
  },
  'make a group with somebody in it': {
    do: (ctx, real, { user, group }) =>
      createGroupWith(ctx, {
        ...{ name: uniqueName('group'), parents: [one(real.groups, group)], attributes: {} },
        ...{ selected: { ids: [one(real.users, user)] }, until: null },
      }),
  },
  'delete a group': {
    do: (ctx, { groups }, { group }) => deleteGroup(ctx, { id: one(groups, group) }),
  },
  'give a permission': {
    do: (ctx, real, draw) =>
      createGrant(ctx, { ...givenTo(real, draw), given: { permission: draw.permission } }),
  },
  'give a role': {
    do: (ctx, real, draw) =>
      createGrant(ctx, { ...givenTo(real, draw), given: { roleId: one(real.roles, draw.role) } }),
  },
  'give oneself a permission': {
    do: (ctx, real, draw) =>
      createGrant(ctx, {
        ...{ ...givenTo(real, draw), holder: { userId: one(real.users, 0) } },
        given: { permission: draw.permission },
      }),
  },
  'take what was given': {
    async do(ctx, real, { user }) {
      const given = await real.db
        .select({ id: grants.id })
        .from(grants)
        .where(inArray(grants.userId, real.users.slice(1)))
      if (given.length === 0) throw new NotFound('A grant')
      return deleteGrants(ctx, { ids: [one(given, user).id] })
    },
  },
  'change a role': {
    do: (ctx, { roles }, { role, permission }) =>
      updateRole(ctx, { id: one(roles, role), permissions: [permission] }),
  },
  'set the roles of somebody': {
    async do(ctx, real, { user, role }) {
      const [row] = await real.db
        .select({ uuid: roles.uuid })
        .from(roles)
        .where(eq(roles.id, one(real.roles, role)))
      return replaceRoles(ctx, { userId: one(real.users, user) }, [row?.uuid ?? ''])
    },
  },
  deactivate: {
    do: (ctx, { users }, { user }) => deactivateUsers(ctx, { selected: { ids: [one(users, user)] } }),
  },
  activate: {
    do: (ctx, { users }, { user }) => activateUsers(ctx, { selected: { ids: [one(users, user)] } }),
  },
  delete: {
    do: (ctx, { users }, { user }) => deleteUsers(ctx, { selected: { ids: [one(users, user)] } }),
  },
}

async function pathOf({ db }: Real, id: number): Promise<string> {
  const [folder] = await db.select({ path: folders.path }).from(folders).where(eq(folders.id, id))
  return folder?.path ?? ''
}

function membersAt({ users, groups }: Real, user: number, group: number) {
  return { selected: { ids: [one(users, user)] }, groupId: one(groups, group) }
}

function givenTo(real: Real, { user, group, folder, otherGroup, other, scope }: Draw) {
  const scopes: GrantScope[] = [
    { kind: 'everything' },
    { kind: 'folder', id: folderAt(real, folder) },
    { kind: 'members', id: one(real.groups, otherGroup) },
    { kind: 'user', id: one(real.users, other) },
    { kind: 'group', id: one(real.groups, otherGroup) },
  ]
  const holder = scope % 2 === 0 ? { userId: one(real.users, user) } : { groupId: one(real.groups, group) }
  return { holder, scope: one(scopes, scope) }
}
