import 'server-only'
import { idsOf } from '@/lib/acts/act-rows'
import { countSelected, selectedUsers } from '@/lib/acts/selected'
import type { Context } from '@/lib/kernel/context'
import { peopleOf } from '@/lib/raising/people'
import { warningsOf } from '@/lib/raising/warn'
import { giftsOfGroups } from '@/lib/rights/gifts'
import { requirePermission } from '@/lib/rights/require'
import { parentsOf } from './find'
import type { ForeseeAddition, ForeseeParents } from './input'

/** What may end when the selected users come into these groups, or into a new one below them, in whole sentences. */
export async function foreseeAddition(
  ctx: Context,
  { groupIds, selected }: ForeseeAddition,
): Promise<string[]> {
  await requirePermission(ctx, 'users.read')
  const gifts = await giftsOfChangeable(ctx, groupIds)
  const people = idsOf(await selectedUsers(ctx, 'users.read', selected))
  const isOne = (await countSelected(ctx, 'users.read', selected, 1)) === 1
  return warningsOf(ctx, { people, isOne }, gifts)
}

/** The same when a group comes to stand below just these. */
export async function foreseeParents(ctx: Context, { id, parents }: ForeseeParents): Promise<string[]> {
  await requirePermission(ctx, 'groups.update', { groupId: id })
  const old = new Set((await parentsOf(ctx, id)).map((parent) => parent.id))
  const gifts = await giftsOfChangeable(
    ctx,
    parents.filter((parent) => !old.has(parent)),
  )
  return warningsOf(ctx, { people: peopleOf(ctx, { groupIds: [id] }), isOne: false }, gifts)
}

async function giftsOfChangeable(ctx: Context, groupIds: number[]) {
  for (const groupId of groupIds) await requirePermission(ctx, 'groups.change_members', { groupId })
  return giftsOfGroups(ctx, groupIds)
}
