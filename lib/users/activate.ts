import 'server-only'
import { inArray, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { endCredentials } from '@/lib/access/credentials'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan } from '@/lib/acts/plan'
import { planRows } from '@/lib/acts/plan-rows'
import type { ActivateUsers, SelectedUsers } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { lockRights } from '@/lib/rights/lock'

export const activation: UserAct<Record<string, never>> = {
  kind: 'users.activate',
  permission: 'users.deactivate',
  lock: lockRights,
  concerned: isNotNull(users.deactivatedAt),
  unchanged: (count) => (count === 1 ? '1 is active already.' : `${count} are active already.`),
  rows: planRows,
  warnings: [],
  typed: () => undefined,
  options: z.strictObject({}),
  apply: putIntoService,
}

/** Who would be activated. Changes nothing. */
export function planActivation(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  return planAct(ctx, activation, selected)
}

/** Puts users back into service. Nothing that ended when they were deactivated comes back. See `applyAct`. */
export function activateUsers(ctx: Context, { selected, review }: ActivateUsers): Promise<Applied> {
  return applyAct(ctx, activation, selected, review, {})
}

/** The change itself, for users the caller has locked and checked. */
export async function putIntoService(
  ctx: Context,
  returning: { id: number; username: string }[],
): Promise<void> {
  if (returning.length === 0) return
  const ids = returning.map(({ id }) => id)
  // Whatever was made or overlooked while they were out must not come to life now.
  await endCredentials(ctx, ids)
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
