import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { getRole } from './get'

/** What the edit form needs of one role: its fields and the version they belong to. Throws NotFound. */
export async function getEditableRole(ctx: Context, id: number) {
  await requirePermission(ctx, 'roles.update')
  const { version, name, description, permissions } = await getRole(ctx, id)
  return { id, version, name, description, permissions }
}

export type EditableRole = Awaited<ReturnType<typeof getEditableRole>>
