import 'server-only'
import { inArray, type SQL, sql } from 'drizzle-orm'
import { grants } from '@/db/schema'
import type { Plan } from '@/lib/acts/plan'
import { makePlan, requirePlanned } from '@/lib/acts/planning'
import { recordEvents } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { uuids } from '@/lib/kernel/sql-arrays'
import {
  hasActiveAdministrator,
  lastAdministrator,
  requireAnAdministrator,
} from '@/lib/rights/administrators'
import { giftsWhere } from '@/lib/rights/gifts'
import { type GrantRow, grantsWhere } from '@/lib/rights/grant-rows'
import { lockRights } from '@/lib/rights/lock'
import { requireHeld } from '@/lib/rights/reach'
import { requirePermission } from '@/lib/rights/require'
import type { DeleteGrants, Holder } from './input'
import { shownGrants } from './shown'
import { givenText, scopeText } from './words'

/** What taking these grants away does, and what stands against it. Changes nothing. */
export async function planGrantDeletion(ctx: Context, ids: string[]): Promise<Plan> {
  await requirePermission(ctx, 'grants.delete')
  return planFor(ctx, await grantsToDelete(ctx, ids), ids)
}

/**
 * Takes grants away, all or none. Nobody takes away what they do not hold over at least the same scope. Throws Conflict
 * when no administrator would remain, or when the plan is no longer the one reviewed.
 */
export async function deleteGrants(ctx: Context, { ids, review }: DeleteGrants): Promise<{ count: number }> {
  await requirePermission(ctx, 'grants.delete')
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await lockRights(unlocked)
    await requirePermission(ctx, 'grants.delete')
    const rows = await grantsToDelete(ctx, ids)
    requirePlanned(await planFor(ctx, rows, ids), review)
    await removeGrants(ctx, rows)
    return { count: rows.length }
  })
}

/** The change itself, for commands that hold the lock and have made sure that the actor may. */
export async function removeGrants(ctx: Context, rows: GrantRow[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.db.delete(grants).where(among(rows.map(({ id }) => id)))
  await requireAnAdministrator(ctx)
  await recordEvents(
    ctx,
    rows.map((row) => ({
      name: 'grant.deleted',
      subjects: [holderSubject(row), ...roleSubject(row), ...scopeSubject(row)],
      changes: {
        [row.role ? 'role' : 'permission']: { old: givenText(row), new: null },
        scope: { old: row.scope, new: null },
      },
    })),
  )
}

/** Throws Forbidden unless the actor may take each of these away. */
export async function grantsToDelete(ctx: Context, ids: string[]): Promise<GrantRow[]> {
  const rows = await grantsWhere(ctx, among(ids))
  const holders = new Map(rows.map((row) => [JSON.stringify(holderOf(row)), holderOf(row)]))
  for (const holder of holders.values()) await requirePermission(ctx, 'grants.delete', holder)
  requireHeld(ctx, await giftsWhere(ctx, sql`g.id = any(${uuids(rows.map(({ id }) => id))})`))
  return rows
}

function among(ids: string[]): SQL {
  return inArray(grants.id, ids)
}

export function holderOf({ userId, groupId }: Pick<GrantRow, 'userId' | 'groupId'>): Holder {
  return userId === null ? { groupId: groupId ?? 0 } : { userId }
}

async function planFor(ctx: Context, rows: GrantRow[], ids: string[]): Promise<Plan> {
  const shown = await shownGrants(ctx, rows)
  const gone = ids.length - rows.length
  const isOwn = rows.some(({ userId }) => 'userId' in ctx.actor && ctx.actor.userId === userId)
  return makePlan({
    rows: shown.map((grant, index) => {
      const { username, groupName } = rows[index] as GrantRow
      return {
        // A row needs a number of its own; a grant has none.
        id: index + 1,
        label: username ?? groupName ?? '',
        note: `${groupName === null ? 'loses' : 'and everybody in it lose'} “${givenText(grant)}” over ${scopeText(grant.scope)}`,
        ends: [],
      }
    }),
    warnings: [
      ...(gone > 0 ? [gone === 1 ? '1 was taken away already.' : `${gone} were taken away already.`] : []),
      ...(isOwn ? ['You are taking this from yourself.'] : []),
    ],
    blockers: (await leavesNobody(ctx, rows)) ? [lastAdministrator] : [],
  })
}

async function leavesNobody(ctx: Context, rows: GrantRow[]): Promise<boolean> {
  if (!rows.some(({ role, scope }) => role?.key === 'administrator' && scope === 'everything')) return false
  const kept = sql`not g.id = any(${uuids(rows.map(({ id }) => id))})`
  return !(await hasActiveAdministrator(ctx, undefined, { grants: kept }))
}

function holderSubject({ userId, username, groupId, groupName }: GrantRow) {
  return userId === null
    ? { type: 'group', id: String(groupId), label: groupName ?? '' }
    : { type: 'user', id: String(userId), label: username ?? '' }
}

function roleSubject({ role }: GrantRow) {
  return role ? [{ type: 'role', id: String(role.id), label: role.name }] : []
}

function scopeSubject({ scopeFolderId, scopeGroupId, scopeUserId, scopeLabel }: GrantRow) {
  const [type, id] =
    scopeFolderId !== null
      ? ['folder', scopeFolderId]
      : scopeGroupId !== null
        ? ['group', scopeGroupId]
        : ['user', scopeUserId]
  return id === null ? [] : [{ type: String(type), id: String(id), label: scopeLabel ?? '' }]
}
