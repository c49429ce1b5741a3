import 'server-only'
import { and, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { endCredentials, sumCredentials } from '@/lib/access/credentials'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan } from '@/lib/acts/plan'
import { leavingBlocked, leavingRows } from '@/lib/acts/plan-rows'
import type { DeactivateUsers, SelectedUsers } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { actorLabel, recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { lockRights } from '@/lib/rights/lock'

export const ownAccount = 'You cannot deactivate your own account.'

/** As many are deactivated without their number being typed. */
const untyped = 20

export const deactivation: UserAct<{ reason?: string | undefined }> = {
  kind: 'users.deactivate',
  permission: 'users.deactivate',
  lock: lockRights,
  concerned: isNull(users.deactivatedAt),
  unchanged: (count) => (count === 1 ? '1 is inactive already.' : `${count} are inactive already.`),
  rows: (ctx, leaving, all) => leavingRows(ctx, leaving, all, ownAccount),
  blocked: leavingBlocked,
  ends: sumCredentials,
  warnings: [],
  typed: (count) => (count > untyped ? count : undefined),
  options: z.object({ reason: z.string().optional() }),
  apply: (ctx, leaving, { reason }) => takeOutOfService(ctx, leaving, reason),
}

/** Who would be deactivated, what would end with it, and what stands against it. Changes nothing. */
export function planDeactivation(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  return planAct(ctx, deactivation, selected)
}

/** Takes users out of service: from this commit on every session, token and link of theirs is refused. See `applyAct`. */
export function deactivateUsers(
  ctx: Context,
  { selected, reason, review }: DeactivateUsers,
): Promise<Applied> {
  return applyAct(ctx, deactivation, selected, review, { reason })
}

/** The change itself, for users the caller has locked and checked: status, access and event in the caller's transaction. */
export async function takeOutOfService(
  ctx: Context,
  leaving: { id: number; username: string }[],
  reason?: string,
): Promise<void> {
  if (leaving.length === 0) return
  const ids = leaving.map(({ id }) => id)
  await ctx.db
    .update(users)
    .set({
      deactivatedAt: ctx.now,
      deactivatedBy: actorLabel(ctx.actor),
      deactivationReason: reason ?? null,
      version: sql`${users.version} + 1`,
      updatedAt: ctx.now,
    })
    .where(and(inArray(users.id, ids), isNull(users.deactivatedAt)))
  await endCredentials(ctx, ids)
  await recordEvents(
    ctx,
    leaving.map(({ id, username }) => ({
      name: 'user.deactivated' as const,
      subjects: [{ type: 'user', id: String(id), label: username }],
      changes: { isActive: { old: true, new: false } },
      details: reason === undefined ? {} : { reason },
    })),
  )
}
