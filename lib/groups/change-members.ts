import 'server-only'
import { inArray } from 'drizzle-orm'
import { signInNames } from '@/db/schema'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan } from '@/lib/acts/plan'
import { affectedUsers } from '@/lib/acts/selected'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { lockRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { insertGroup } from './create'
import { refusingTakenName } from './find'
import type {
  AddMembers,
  CreateGroupWith,
  PastedNames,
  PlanAddition,
  PlanRemoval,
  RemoveMembers,
} from './input'
import { addingTo, removingFrom } from './members'

/**
 * Puts the selected users into each of these groups, until a moment or for good; more than one act may concern become a
 * job for each group. Throws Conflict holding the plan when somebody would gain a right over one of them that the actor
 * lacks, or when one above the actor would lose something by it. See `applyAct`.
 */
export async function addMembers(
  ctx: Context,
  { groupIds, selected, until }: AddMembers,
): Promise<Applied[]> {
  return inTransaction(ctx, async (ctx) => {
    const applied: Applied[] = []
    for (const groupId of new Set(groupIds)) {
      const options = { groupId, until }
      applied.push(await applyAct(ctx, await addingTo(ctx, options), selected, undefined, options))
    }
    return applied
  })
}

/** Who would come into one group, what stands against it and what may end with it. Changes nothing. */
export async function planAddition(ctx: Context, { groupId, selected, until }: PlanAddition): Promise<Plan> {
  return planAct(ctx, await addingTo(ctx, { groupId, until }), selected)
}

/** A new group with the selected users in it, both or neither. Returns the group's id. */
export async function createGroupWith(
  ctx: Context,
  { selected, until, ...group }: CreateGroupWith,
): Promise<{ id: number }> {
  await requirePermission(ctx, 'groups.create')
  return refusingTakenName(ctx, group.name, () =>
    inTransaction(ctx, async (outer) => {
      const locked = await lockRights(outer)
      await requirePermission(locked, 'groups.create')
      const { id } = await insertGroup(locked, group)
      // Read again: who creates a group may be given the right to change it.
      await addMembers(await lockRights(outer), { groupIds: [id], selected, until })
      return { id }
    }),
  )
}

/** Who would leave the group, and what stands against it. Changes nothing. */
export async function planMemberRemoval(ctx: Context, { groupId, selected }: PlanRemoval): Promise<Plan> {
  return planAct(ctx, await removingFrom(ctx, { groupId }), selected)
}

/** Takes the selected users out of a group. See `applyAct`. */
export async function removeMembers(
  ctx: Context,
  { groupId, selected, review }: RemoveMembers,
): Promise<Applied> {
  return applyAct(ctx, await removingFrom(ctx, { groupId }), selected, review, { groupId })
}

export type FoundNames = { users: { id: number; username: string; name: string }[]; notFound: string[] }

/** Whom these usernames and addresses belong to, among those the actor may see, and which belong to nobody. */
export async function findUsersByNames(ctx: Context, { names }: PastedNames): Promise<FoundNames> {
  await requirePermission(ctx, 'users.read')
  const keys = new Map(names.map((name) => [nameKey(name), name]))
  const rows = await ctx.db
    .select({ key: signInNames.key, userId: signInNames.userId })
    .from(signInNames)
    .where(inArray(signInNames.key, [...keys.keys()]))
  const ids = [...new Set(rows.map(({ userId }) => userId))]
  const visible = ids.length > 0 ? await affectedUsers(ctx, 'users.read', { ids }, undefined) : []
  const seen = new Set(visible.map(({ id }) => id))
  const known = new Set(rows.filter(({ userId }) => seen.has(userId)).map(({ key }) => key))
  return {
    users: visible.map(({ id, username, name }) => ({ id, username, name })),
    notFound: [...keys].filter(([key]) => !known.has(key)).map(([, name]) => name),
  }
}
