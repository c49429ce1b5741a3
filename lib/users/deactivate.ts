import 'server-only'
import { and, inArray, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { actorLabel, recordEvents } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan } from '@/lib/plan'
import { makePlan, requirePlanned } from '@/lib/planning'
import { endAccess } from './access'
import { lockAdministrators } from './last-administrator'
import { leavingRows } from './plan-rows'
import { type AffectedUser, affectedUsers, goneWarnings, lockAffectedUsers } from './selected'
import type { DeactivateUsers, SelectedUsers } from './selection-input'

export const ownAccount = 'You cannot deactivate your own account.'

/** Who would be deactivated, what would end with it, and what stands against it. Changes nothing. */
export async function planDeactivation(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  await requirePermission(ctx, 'users.deactivate')
  return planFor(ctx, selected, await affectedUsers(ctx, 'users.deactivate', selected))
}

/**
 * Takes users out of service: from this commit on every session, token and link of theirs is refused. All or nobody.
 * Throws Conflict holding the plan when something blocks it or it is no longer the one reviewed.
 */
export async function deactivateUsers(
  ctx: Context,
  { selected, reason, review }: DeactivateUsers,
): Promise<{ count: number }> {
  await requirePermission(ctx, 'users.deactivate')
  return inTransaction(ctx, async (ctx) => {
    await lockAdministrators(ctx)
    const affected = await lockAffectedUsers(ctx, 'users.deactivate', selected)
    requirePlanned(await planFor(ctx, selected, affected), review)
    const leaving = affected.filter(({ deactivatedAt }) => deactivatedAt === null)
    await takeOutOfService(ctx, leaving, reason)
    return { count: leaving.length }
  })
}

async function planFor(ctx: Context, selected: SelectedUsers, affected: AffectedUser[]): Promise<Plan> {
  const leaving = affected.filter(({ deactivatedAt }) => deactivatedAt === null)
  const already = affected.length - leaving.length
  const unchanged = already === 1 ? '1 is inactive already.' : `${already} are inactive already.`
  return makePlan({
    rows: await leavingRows(ctx, leaving, ownAccount),
    warnings: [...goneWarnings(selected, affected), ...(already > 0 ? [unchanged] : [])],
    blockers: [],
  })
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
  await endAccess(ctx, ids)
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
