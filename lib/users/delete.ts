import 'server-only'
import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { sumCredentials } from '@/lib/access/credentials'
import type { Endings } from '@/lib/access/endings'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import { leavingBlocked, leavingRows } from '@/lib/acts/plan-rows'
import type { AffectedUser } from '@/lib/acts/selected'
import type { DeleteUsers, SelectedUsers } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { tableOf } from '@/lib/rights/administrators'
import { giftsWhere } from '@/lib/rights/gifts'
import { lockFoldersAndRights } from '@/lib/rights/lock'
import { notHeld } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { countBelongings, sumBelongings } from './belongings'

export const deletion: UserAct<Record<string, never>> = {
  kind: 'users.delete',
  permission: 'users.delete',
  lock: lockFoldersAndRights,
  concerned: undefined,
  unchanged: () => '',
  rows: deletedRows,
  blocked: blockedAmong,
  ends: endingWith,
  warnings: ['This cannot be undone.'],
  typed: (count, rows) => (count > 1 || rows.some(hasTokens) ? count : undefined),
  options: z.strictObject({}),
  apply: removeUsers,
}

/** Who would be deleted, what each owns, and what stands against it. Changes nothing. */
export function planUserDeletion(ctx: Context, selected: SelectedUsers): Promise<Plan> {
  return planAct(ctx, deletion, selected)
}

/** Deletes users with everything they own. Their events stay, with the names of the time. See `applyAct`. */
export function deleteUsers(ctx: Context, { selected, review }: DeleteUsers): Promise<Applied> {
  return applyAct(ctx, deletion, selected, review, {})
}

/** Says also who is out of service already, which is no reason against it but worth knowing. */
async function deletedRows(ctx: Context, leaving: AffectedUser[], all: SQL): Promise<PlanRow[]> {
  const inactive = new Set(leaving.filter(({ deactivatedAt }) => deactivatedAt).map(({ id }) => id))
  const rows = await leavingRows(ctx, leaving, all, 'You cannot delete your own account.')
  const people = tableOf(leaving.map(({ id }) => id))
  const holding = await heldOverThem(ctx, people)
  const belongings = await countBelongings(ctx, people)
  return rows.map((row) => ({
    ...row,
    ...joined(row, belongings(row.id)),
    ...(inactive.has(row.id) && { note: `${row.note}, inactive` }),
    ...(holding.has(row.id) && { blocker: row.blocker ?? rightsEnd }),
  }))
}

const rightsEnd = 'Somebody holds rights over this user that you do not hold, and would lose them.'

/** Over whom others were given what the actor does not hold: it would be taken from them with the user. */
async function heldOverThem(ctx: Context, people: SQL): Promise<Set<number>> {
  const gifts = await giftsWhere(ctx, sql`g.scope_user_id in ${people}`)
  const notTheirs = gifts.filter((gift) => notHeld(rightsOf(ctx), [gift]).length > 0)
  return new Set(notTheirs.flatMap(({ scope }) => (scope.kind === 'user' ? [scope.id] : [])))
}

async function blockedAmong(ctx: Context, people: SQL): Promise<SQL | undefined> {
  const held = [...(await heldOverThem(ctx, people))]
  return or(await leavingBlocked(ctx, people), held.length > 0 ? inArray(users.id, held) : undefined)
}

async function endingWith(ctx: Context, people: SQL): Promise<Endings> {
  return joined(await sumCredentials(ctx, people), await sumBelongings(ctx, people))
}

function joined(access: Pick<Endings, 'ends'>, belongings: Endings): Endings {
  return { ends: [...access.ends, ...belongings.ends], endsUnseen: belongings.endsUnseen }
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
