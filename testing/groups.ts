import { randomUUID } from 'node:crypto'
import { grants } from '@/db/schema'
import { addMembers } from '@/lib/groups/change-members'
import { createGroup } from '@/lib/groups/create'
import type { CreateGroup } from '@/lib/groups/input'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { rightsOfUser } from '@/lib/rights/gifts'
import { contextFor, makeUser, testTime, uniqueName } from './world'

/** A group with a unique name, made by the command that makes groups. */
export async function makeGroup(ctx: Context, fields: Partial<CreateGroup> = {}) {
  const name = fields.name ?? uniqueName('group')
  const { id } = await createGroup(ctx, { parents: [], attributes: {}, ...fields, name })
  return { id, name }
}

export async function putInto(ctx: Context, groupId: number, userIds: number[], until: Date | null = null) {
  await addMembers(ctx, { groupIds: [groupId], selected: { ids: userIds }, until })
}

type Given = { permission: Permission } & Partial<
  Pick<typeof grants.$inferInsert, 'scope' | 'scopeFolderId' | 'scopeGroupId' | 'scopeUserId'>
>

export async function grantTo(ctx: Context, holder: { userId: number } | { groupId: number }, given: Given) {
  const row = { id: randomUUID(), scope: 'everything' as const, createdAt: ctx.now, createdBy: 'a test' }
  await ctx.db.insert(grants).values({ ...row, ...holder, ...given })
}

/** Somebody with just these grants, to act as. */
export async function somebodyWith(
  ctx: Context,
  ...given: Given[]
): Promise<Extract<Actor, { type: 'user' }>> {
  const { id, username } = await makeUser(ctx)
  for (const one of given) await grantTo(ctx, { userId: id }, one)
  return actorOf(ctx, id, username)
}

/** A user as an actor, with the rights they have now. */
export async function actorOf({ db, now }: Context, userId: number, label = 'somebody') {
  return {
    type: 'user' as const,
    userId,
    label,
    rights: await rightsOfUser({ db, now }, userId),
    sessionId: '',
  }
}

export const at = (ctx: Context, actor: Actor, now = testTime) => contextFor(ctx.db, actor, now)
