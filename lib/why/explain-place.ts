import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { folders, groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { folderLabel } from '@/lib/kernel/own-words'
import { groupsOfUser } from '@/lib/rights/gifts'
import type { Target } from '@/lib/rights/require'
import type { PlacedScope } from '@/lib/rights/rights'
import { permittedGroups, permittedUsers } from '@/lib/rights/scope'
import { seenFolders, sightOf } from '@/lib/rights/sight'
import type { Explanation, Person } from './explain-types'

/** A user with where they are, by folder and by groups, so that it can be said who reaches over them. */
export type PlacedUser = { person: Person; isActive: boolean; place: PlacedScope & { kind: 'user' } }

/** Throws NotFound for a user outside the asker's view. */
export async function placeUser(ctx: Context, userId: number): Promise<PlacedUser> {
  const [row] = await ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      deactivatedAt: users.deactivatedAt,
      path: folders.path,
      groups: sql<number[]>`(select coalesce(json_agg(distinct g.ancestor_id), '[]')
        from (${groupsOfUser(sql`${users.id}`, ctx.now)}) g)`,
    })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(and(eq(users.id, userId), await permittedUsers(ctx, 'users.read')))
  if (!row) throw new NotFound('The user')
  const { id, username, name, deactivatedAt, path, groups } = row
  return {
    person: { id, username, name },
    isActive: deactivatedAt === null,
    place: { kind: 'user', id, path, groups },
  }
}

export type PlacedTarget = { place: PlacedScope; seen: NonNullable<Explanation['target']> }

/** Where a target is. Throws NotFound for what does not exist or is outside the asker's view, which is the same. */
export async function placeTarget(ctx: Context, target: Target): Promise<PlacedTarget> {
  if ('userId' in target) {
    const { person, place } = await placeUser(ctx, target.userId)
    return { place, seen: { kind: 'user', id: person.id, label: person.username } }
  }
  if ('groupId' in target) {
    const [group] = await ctx.db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.id, target.groupId), permittedGroups(ctx, 'groups.read')))
    if (!group) throw new NotFound('The group')
    return {
      place: { kind: 'group', id: group.id },
      seen: { kind: 'group', id: group.id, label: group.name },
    }
  }
  const [folder] = await ctx.db
    .select({ id: folders.id, path: folders.path })
    .from(folders)
    .where(and(eq(folders.id, target.folderId), seenFolders(await sightOf(ctx))))
  if (!folder) throw new NotFound('The folder')
  return {
    place: { kind: 'folder', ...folder },
    seen: { kind: 'folder', id: folder.id, label: folderLabel(folder.path) },
  }
}
