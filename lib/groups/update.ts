import 'server-only'
import { eq } from 'drizzle-orm'
import { groups } from '@/db/schema'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { StaleVersion } from '@/lib/kernel/errors'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import { requireAnAdministrator } from '@/lib/rights/administrators'
import { lockRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { computedNames, findGroup, refusingTakenName, subjectOf } from './find'
import type { UpdateGroup } from './input'
import { replaceParents } from './parents'
import { visibleParents } from './relatives'

/**
 * Changes the fields given and no others. With `version`, throws Conflict holding the group as it is now when somebody
 * else changed it meanwhile. Throws Invalid on `name` and `parents`.
 */
export async function updateGroup(ctx: Context, input: UpdateGroup): Promise<void> {
  await requirePermission(ctx, 'groups.update')
  await refusingTakenName(ctx, input.name, () =>
    inTransaction(ctx, async (ctx) => {
      await update(await lockRights(ctx), input)
    }),
  )
}

async function update(ctx: Context, { id, version, name, parents, attributes }: UpdateGroup): Promise<void> {
  const old = await findGroup(ctx, id)
  await requirePermission(ctx, 'groups.update', { groupId: id })
  if (version !== undefined && version !== old.version) {
    const current = { ...old, parents: (await visibleParents(ctx, [id])).get(id) ?? [] }
    throw new StaleVersion('Somebody else changed this group in the meantime.', current)
  }
  const wanted = { name: name ?? old.name, attributes: attributes ?? old.attributes }
  const above = parents && (await replaceParents(ctx, id, parents))
  const changes = {
    ...changesBetween({ name: old.name, attributes: old.attributes }, wanted),
    ...(above && changesBetween({ parents: above.old }, { parents: above.new })),
  }
  if (Object.keys(changes).length === 0) return
  if ('name' in changes) requireOtherThanHidden(wanted.name)
  await ctx.db
    .update(groups)
    .set({ ...wanted, ...computedNames(wanted.name), version: old.version + 1, updatedAt: ctx.now })
    .where(eq(groups.id, id))
  if ('parents' in changes) await requireAnAdministrator(ctx)
  await recordEvent(ctx, { name: 'group.updated', subjects: [subjectOf({ id, name: wanted.name })], changes })
}
