import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { folders, groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { permittedGroups, permittedUsers } from './scope'
import { seenFolders as inSight, sightOf } from './sight'

/** A user, a group or a folder the actor may know of. */
export type Seen = { id: number; label: string; uuid: string | null }

type SeenById = ReadonlyMap<number, Seen>

/** Which of these groups the actor may see; of the others not even a name is handed on. */
export async function seenGroups(ctx: Context, ids: number[]): Promise<SeenById> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: groups.id, label: groups.name, uuid: groups.uuid })
    .from(groups)
    .where(and(inArray(groups.id, ids), permittedGroups(ctx, 'groups.read')))
  return byId(rows)
}

export async function seenUsers(ctx: Context, ids: number[]): Promise<SeenById> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: users.id, label: users.username, uuid: users.uuid })
    .from(users)
    .where(and(inArray(users.id, ids), await permittedUsers(ctx, 'users.read')))
  return byId(rows)
}

export async function seenFolders(ctx: Context, ids: number[]): Promise<SeenById> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: folders.id, label: folders.path })
    .from(folders)
    .where(and(inArray(folders.id, ids), inSight(await sightOf(ctx))))
  return byId(rows.map((row) => ({ ...row, uuid: null })))
}

function byId(rows: Seen[]): SeenById {
  return new Map(rows.map((row) => [row.id, row]))
}
