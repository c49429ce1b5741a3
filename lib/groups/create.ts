import 'server-only'
import { randomUUID } from 'node:crypto'
import { grants, groups } from '@/db/schema'
import { actorLabel, changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import type { Permission } from '@/lib/rights/catalogue'
import { lockRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { isHeldOverEverything } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { computedNames, refusingTakenName, subjectOf } from './find'
import type { CreateGroup } from './input'
import { replaceParents } from './parents'

/**
 * Creates a group and returns its id. Whoever may create groups but not change every group may change and delete this
 * one. Throws Invalid on `name` when it is taken, on `parents` for groups that are not there.
 */
export async function createGroup(ctx: Context, input: CreateGroup): Promise<{ id: number }> {
  await requirePermission(ctx, 'groups.create')
  return refusingTakenName(ctx, input.name, () =>
    inTransaction(ctx, async (ctx) => {
      const locked = await lockRights(ctx)
      await requirePermission(locked, 'groups.create')
      return insertGroup(locked, input)
    }),
  )
}

/** The same in the transaction of a caller that holds `lockRights` and has asked for permission. */
export async function insertGroup(
  ctx: Context,
  { name, parents, attributes }: CreateGroup,
): Promise<{ id: number }> {
  requireOtherThanHidden(name)
  const moments = { createdAt: ctx.now, updatedAt: ctx.now }
  const [created] = await ctx.db
    .insert(groups)
    .values({ uuid: randomUUID(), name, ...computedNames(name), attributes, ...moments })
    .returning({ id: groups.id })
  if (!created) throw new Error('insert returned no row')
  const above = await replaceParents(ctx, created.id, parents)
  await giveToCreator(ctx, created.id)
  await recordEvent(ctx, {
    name: 'group.created',
    subjects: [subjectOf({ id: created.id, name })],
    changes: changesBetween({}, { name, parents: above.new, attributes }),
  })
  return created
}

/** Nobody is raised by it: whoever could act on the creator could have made the group in their place. */
async function giveToCreator(ctx: Context, groupId: number): Promise<void> {
  if (!('userId' in ctx.actor)) return
  const { userId } = ctx.actor
  const own: Permission[] = ['groups.update', 'groups.delete', 'groups.change_members']
  const missing = own.filter((name) => !isHeldOverEverything(rightsOf(ctx), name))
  if (missing.length === 0) return
  await ctx.db.insert(grants).values(
    missing.map((permission) => ({
      ...{ id: uuidv7(ctx.now), userId, permission, scope: 'group' as const, scopeGroupId: groupId },
      ...{ createdAt: ctx.now, createdBy: actorLabel(ctx.actor) },
    })),
  )
}
