import { eq } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { deleteFolder } from '@/lib/folders/delete'
import { moveFolder } from '@/lib/folders/move'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { newPassword } from '@/lib/recovery/testing'
import { uniqueName } from '@/lib/testing'
import { activateUsers } from '@/lib/users/activate'
import { deactivateUsers } from '@/lib/users/deactivate'
import { deleteUsers } from '@/lib/users/delete'
import { moveUsers } from '@/lib/users/move'
import { updateUser } from '@/lib/users/update'
import type { Permission } from '../catalogue'
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
