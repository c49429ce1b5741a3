import 'server-only'
import { inArray } from 'drizzle-orm'
import { users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { recordEvents } from '@/lib/events/record'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan, PlanRow } from '@/lib/plan'
import { makePlan, requirePlanned } from '@/lib/planning'
import { lockAdministrators } from './last-administrator'
import { leavingRows } from './plan-rows'
import { type AffectedUser, affectedUsers, goneWarnings, lockAffectedUsers } from './selected'
import type { DeleteUsers, SelectedUsers } from './selection-input'

/** Who would be deleted, what each owns, and what stands against it. Changes nothing. */
export async function planUserDeletion(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  await requirePermission(ctx, 'users.delete')
  return planFor(ctx, selected, await affectedUsers(ctx, 'users.delete', selected))
}

/**
 * Deletes users with everything they own, all or nobody. Their events stay, with the names of the time. Throws Conflict
 * holding the plan when something blocks it or it is no longer the one reviewed, Invalid on `typed` for a wrong number.
 */
export async function deleteUsers(
  ctx: Context,
  { selected, review }: DeleteUsers,
): Promise<{ count: number }> {
  await requirePermission(ctx, 'users.delete')
  return inTransaction(ctx, async (ctx) => {
    await lockAdministrators(ctx)
    const affected = await lockAffectedUsers(ctx, 'users.delete', selected)
    requirePlanned(await planFor(ctx, selected, affected), review)
    await removeUsers(ctx, affected)
    return { count: affected.length }
  })
}

async function planFor(ctx: Context, selected: SelectedUsers, affected: AffectedUser[]): Promise<Plan> {
  const rows = await leavingRows(ctx, affected, 'You cannot delete your own account.')
  return makePlan({
    rows,
    warnings: [...goneWarnings(selected, affected), ...(rows.length > 0 ? ['This cannot be undone.'] : [])],
    blockers: [],
    typed: rows.length > 1 || rows.some(hasTokens) ? rows.length : undefined,
  })
}

function hasTokens({ ends }: PlanRow): boolean {
  return ends.some(({ kind }) => kind === 'apiTokens')
}

/** The change itself, for users the caller has locked and checked. What they own goes by the database's own rule. */
async function removeUsers(ctx: Context, leaving: AffectedUser[]): Promise<void> {
  if (leaving.length === 0) return
  await recordEvents(
    ctx,
    leaving.map(({ id, username, path }) => ({
      name: 'user.deleted' as const,
      subjects: [{ type: 'user', id: String(id), label: username }],
      details: { path },
    })),
  )
  await ctx.db.delete(users).where(
    inArray(
      users.id,
      leaving.map(({ id }) => id),
    ),
  )
}
