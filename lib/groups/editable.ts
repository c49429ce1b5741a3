import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { getGroup } from './get'

/** What the edit form needs of one group: its fields and the version they belong to. Throws NotFound. */
export async function getEditableGroup(ctx: Context, id: number) {
  const { version, name, attributes, parents } = await getGroup(ctx, id)
  await requirePermission(ctx, 'groups.update', { groupId: id })
  return { id, version, name, attributes, parents }
}

export type EditableGroup = Awaited<ReturnType<typeof getEditableGroup>>
