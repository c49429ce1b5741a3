import 'server-only'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { covers, scopesOf } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import type { FolderAct } from './types'

const permissions: Record<FolderAct, Permission> = {
  create: 'folders.create',
  rename: 'folders.update',
  move: 'folders.update',
  delete: 'folders.delete',
  addUsers: 'users.create',
}

const acts = Object.keys(permissions) as FolderAct[]

type Place = { id: number; path: string }

/** The folder with what the actor may not do in it, if there is any such thing. */
export function withRefusals<Folder extends Place>(ctx: Context, folder: Folder) {
  const refused = acts.filter((act) => !isAllowed(ctx, act, folder))
  return refused.length === 0 ? folder : { ...folder, refused }
}

/** The folder to offer for a new user: the one wanted, or else the first that the actor may put users in. */
export function folderForNewUser(ctx: Context, wanted: string): string {
  const place = wanted === '' ? 'users' : wanted
  if (isAllowed(ctx, 'addUsers', { id: 0, path: place })) return place
  const first = scopesOf(rightsOf(ctx), permissions.addUsers).find((scope) => scope.kind === 'folder')
  return first?.path || place
}

function isAllowed(ctx: Context, act: FolderAct, { id, path }: Place): boolean {
  return covers(scopesOf(rightsOf(ctx), permissions[act]), { kind: 'folder', id, path })
}
