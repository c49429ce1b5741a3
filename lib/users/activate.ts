import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { recordEvents } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan } from '@/lib/plan'
import { makePlan, requirePlanned } from '@/lib/planning'
import { endAccess } from './access'
import { planRows } from './plan-rows'
import { type AffectedUser, affectedUsers, goneWarnings, lockAffectedUsers } from './selected'
import type { ActivateUsers, SelectedUsers } from './selection-input'

/** Who would be activated. Changes nothing. */
export async function planActivation(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  await requirePermission(ctx, 'users.deactivate')
  return planFor(ctx, selected, await affectedUsers(ctx, 'users.deactivate', selected))
}

/** Puts users back into service. Nothing that ended when they were deactivated comes back. */
export async function activateUsers(
  ctx: Context,
  { selected, review }: ActivateUsers,
): Promise<{ count: number }> {
  await requirePermission(ctx, 'users.deactivate')
  return inTransaction(ctx, async (ctx) => {
    const affected = await lockAffectedUsers(ctx, 'users.deactivate', selected)
    requirePlanned(await planFor(ctx, selected, affected), review)
    const returning = affected.filter(({ deactivatedAt }) => deactivatedAt !== null)
    await putIntoService(ctx, returning)
    return { count: returning.length }
  })
}

async function planFor(ctx: Context, selected: SelectedUsers, affected: AffectedUser[]): Promise<Plan> {
  const returning = affected.filter(({ deactivatedAt }) => deactivatedAt !== null)
  const already = affected.length - returning.length
  const unchanged = already === 1 ? '1 is active already.' : `${already} are active already.`
  return makePlan({
    rows: await planRows(ctx, returning),
    warnings: [...goneWarnings(selected, affected), ...(already > 0 ? [unchanged] : [])],
    blockers: [],
  })
}

/** The change itself, for users the caller has locked and checked. */
export async function putIntoService(
  ctx: Context,
  returning: { id: number; username: string }[],
): Promise<void> {
  if (returning.length === 0) return
  const ids = returning.map(({ id }) => id)
  // Whatever was made or overlooked while they were out must not come to life now.
  await endAccess(ctx, ids)
  await ctx.db
    .update(users)
    .set({
      deactivatedAt: null,
      deactivatedBy: null,
      deactivationReason: null,
      version: sql`${users.version} + 1`,
      updatedAt: ctx.now,
    })
    .where(inArray(users.id, ids))
  await recordEvents(
    ctx,
    returning.map(({ id, username }) => ({
      name: 'user.activated' as const,
      subjects: [{ type: 'user', id: String(id), label: username }],
      changes: { isActive: { old: false, new: true } },
    })),
  )
}
