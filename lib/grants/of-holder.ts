import 'server-only'
import { eq } from 'drizzle-orm'
import { grants } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { grantsWhere } from '@/lib/rights/grant-rows'
import { removableGrants } from '@/lib/rights/readable-grants'
import { requirePermission } from '@/lib/rights/require'
import { inheritedGrants, type Step } from './inherited'
import type { Holder } from './input'
import { type ShownGrant, shownGrants } from './shown'

/** How many of each kind are listed. Nobody reads more, and nothing hands out so many to one. */
const most = 500

export type DirectGrant = ShownGrant & {
  /** Whether the actor may take it away. */
  isRemovable: boolean
}

export type InheritedGrant = ShownGrant & { steps: Step[] }

export type GrantsOfHolder = { direct: DirectGrant[]; inherited: InheritedGrant[]; isCut: boolean }

/** What a user or a group holds: given to them directly, and inherited through which groups. */
export async function grantsOfHolder(ctx: Context, holder: Holder): Promise<GrantsOfHolder> {
  await requirePermission(ctx, 'grants.read', holder)
  const own = 'userId' in holder ? eq(grants.userId, holder.userId) : eq(grants.groupId, holder.groupId)
  const rows = await grantsWhere(ctx, own).limit(most)
  const found = await inheritedGrants(ctx, holder, most)
  const shown = await shownGrants(ctx, [...rows, ...found.map(({ row }) => row)])
  const removable = await removableGrants(
    ctx,
    rows.map(({ id }) => id),
  )
  return {
    direct: shown.slice(0, rows.length).map((grant) => ({ ...grant, isRemovable: removable.has(grant.id) })),
    inherited: shown
      .slice(rows.length)
      .map((grant, index) => ({ ...grant, steps: found[index]?.steps ?? [] })),
    isCut: rows.length === most || found.length === most,
  }
}
