import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { roles } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { peopleOf } from '@/lib/raising/people'
import { warningsOf } from '@/lib/raising/warn'
import { giftsWhere } from '@/lib/rights/gifts'
import { requireHeld } from '@/lib/rights/reach'
import { requirePermission } from '@/lib/rights/require'
import { findRole } from './get'
import type { ForeseePermissions } from './input'
import { holdersOf } from './update'

/**
 * What there is to be warned of before a role holds these permissions, in whole sentences. Everybody who has it counts as
 * given them wherever it is granted to anybody.
 */
export async function foreseePermissions(
  ctx: Context,
  { id, permissions }: ForeseePermissions,
): Promise<string[]> {
  await requirePermission(ctx, 'roles.update')
  const role = await findRole(ctx, eq(roles.id, id))
  const added = permissions.filter((name) => !role.permissions.includes(name))
  if (added.length === 0) return []
  const granted = await giftsWhere(ctx, sql`g.role_id = ${id}`)
  const gifts = granted.map(({ scope }) => ({
    permission: null,
    role: { key: null, permissions: added },
    scope,
  }))
  requireHeld(ctx, gifts)
  return warningsOf(ctx, { people: peopleOf(ctx, await holdersOf(ctx, id)), isOne: false }, gifts)
}
