import { randomUUID } from 'node:crypto'
import { groupMembers, groupParents, groups } from '@/db/schema'
import { createGrant } from '@/lib/grants/create'
import type { GrantScope, Holder } from '@/lib/grants/input'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { rightsOfUser } from '@/lib/rights/gifts'
import { contextFor, makeUser, uniqueName } from './world'

export const everything: GrantScope = { kind: 'everything' }

/** A group below others, with members. */
export async function giveGroup(
  { db, now }: Context,
  { parents = [], members = [] }: { parents?: number[]; members?: number[] } = {},
): Promise<{ id: number; uuid: string; name: string }> {
  const name = uniqueName('group')
  const [group] = await db
    .insert(groups)
    .values({ uuid: randomUUID(), name, nameKey: name, search: name, createdAt: now, updatedAt: now })
    .returning({ id: groups.id, uuid: groups.uuid })
  if (!group) throw new Error('insert returned no row')
  if (parents.length > 0)
    await db.insert(groupParents).values(parents.map((parentId) => ({ groupId: group.id, parentId })))
  if (members.length > 0)
    await db
      .insert(groupMembers)
      .values(members.map((userId) => ({ groupId: group.id, userId, addedAt: now })))
  return { ...group, name }
}

export type Given = [Permission[], GrantScope]

/** Gives each of the permissions over each of the scopes. */
export async function give(ctx: Context, holder: Holder, ...given: Given[]): Promise<string[]> {
  const ids: string[] = []
  for (const [permissions, scope] of given)
    for (const permission of permissions)
      ids.push((await createGrant(ctx, { holder, given: { permission }, scope })).id)
  return ids
}

/** A new user who was given these, to act as; `ctx` is that of somebody who may give them. */
export async function actorWith(ctx: Context, ...given: Given[]): Promise<Context & { userId: number }> {
  const { id, username } = await makeUser(ctx, { path: uniqueName('office') })
  await give(ctx, { userId: id }, ...given)
  const rights = await rightsOfUser(ctx, id)
  const actor: Actor = { type: 'user', userId: id, label: username, rights, sessionId: '' }
  return { ...contextFor(ctx.db, actor, ctx.now), userId: id }
}
