import 'server-only'
import type { SQL } from 'drizzle-orm'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { tableOf } from '@/lib/rights/administrators'
import { requirePermission } from '@/lib/rights/require'
import { concernedOf, rowsOf } from './act-rows'
import { startJob } from './jobs/start'
import type { Plan, Review } from './plan'
import { planLargeAct } from './plan-large'
import { makePlan, requirePlanned } from './planning'
import { type AffectedUser, affectedUsers, countSelected, goneWarnings, lockAffectedUsers } from './selected'
import { type SelectedUsers, selectionLimit } from './selection-input'
import type { UserAct } from './user-act'

/** What the act would do to the selected users, and what stands against it. Changes nothing. */
export async function planAct<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
): Promise<Plan> {
  await requirePermission(ctx, act.permission)
  if (await isLarge(ctx, selected)) return planLargeAct(ctx, act, selected)
  return planFor(ctx, act, selected, await affectedUsers(ctx, 'users.read', selected, act.concerned))
}

/** How many it was done to, or will be by the job that was started. */
export type Applied = { count: number; jobId?: string }

/**
 * Does it to all of a selection or to nobody; more than one act may concern become a job. Throws Conflict holding the
 * plan when something blocks it or it is no longer the one reviewed, Invalid on `typed` for a wrong number.
 */
export async function applyAct<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
  review: Review | undefined,
  options: Options,
): Promise<Applied> {
  await requirePermission(ctx, act.permission)
  if (await isLarge(ctx, selected)) return startAct(ctx, act, selected, review, options)
  return inTransaction(ctx, async (ctx) => {
    const locked = await act.lock(ctx)
    await requirePermission(locked, act.permission)
    const affected = await lockAffectedUsers(locked, 'users.read', selected, act.concerned)
    requirePlanned(await planFor(locked, act, selected, affected), review)
    const concerned = affected.filter(isConcerned)
    await act.apply(locked, concerned, options)
    return { count: concerned.length }
  })
}

async function planFor<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
  affected: AffectedUser[],
): Promise<Plan> {
  const rows = await rowsOf(ctx, act, affected)
  const possible = rows.filter(({ blocker }) => blocker === undefined).map(({ id }) => id)
  const unchanged = affected.length - rows.length
  return makePlan({
    rows,
    warnings: [
      ...goneWarnings(selected, affected),
      ...(unchanged > 0 ? [act.unchanged(unchanged)] : []),
      ...(rows.length > 0 ? act.warnings : []),
      ...((await act.warn?.(ctx, tableOf(possible), possible.length)) ?? []),
    ],
    typed: (possible) => act.typed(possible.length, possible),
  })
}

function isConcerned({ concerned }: AffectedUser): boolean {
  return concerned
}

async function isLarge(ctx: Context, selected: SelectedUsers) {
  return (
    'matching' in selected &&
    (await countSelected(ctx, 'users.read', selected, selectionLimit)) > selectionLimit
  )
}

async function startAct<Options>(
  ctx: Context,
  act: UserAct<Options>,
  selected: SelectedUsers,
  review: Review | undefined,
  options: Options,
): Promise<Applied> {
  const { kind, permission } = act
  const { listed: concerned } = await concernedOf(ctx, act, selected)
  return startJob(ctx, { kind, permission, selected, concerned, options }, async (ctx) =>
    requirePlanned(await planLargeAct(ctx, act, selected), review),
  )
}

export type Outcome = { id: number; outcome: 'done' | 'unchanged' | 'refused'; message?: string }

/** Some users of a job; `all`: everybody it concerns, done or not, as a table of ids. */
export type Slice = { ids: number[]; all: SQL }

/** Does it to some users of a job, each for itself: who is blocked or gone is passed over and told of. */
export async function applyToSome<Options>(
  ctx: Context,
  act: UserAct<Options>,
  { ids, all }: Slice,
  options: unknown,
): Promise<Outcome[]> {
  const locked = await act.lock(ctx)
  await requirePermission(locked, act.permission)
  const affected = await lockAffectedUsers(locked, act.permission, { ids }, act.concerned)
  const rows = await rowsOf(locked, act, affected, all)
  const blockers = new Map(rows.map(({ id, blocker }) => [id, blocker]))
  await act.apply(
    locked,
    affected.filter((user) => isConcerned(user) && !blockers.get(user.id)),
    act.options.parse(options),
  )
  const found = new Map(affected.map((user) => [user.id, user]))
  return ids.map((id) => {
    const user = found.get(id)
    if (!user) return { id, outcome: 'refused', message: 'No longer there, or not yours to change.' }
    const message = blockers.get(id)
    if (message) return { id, outcome: 'refused', message }
    return { id, outcome: isConcerned(user) ? 'done' : 'unchanged' }
  })
}

/** What a job does to some of those it concerns, with the options it was started with. */
export type JobAct = (ctx: Context, slice: Slice, options: unknown) => Promise<Outcome[]>

/** An act as a job does it, made anew for each slice. */
export function asJob<Options>(
  makeAct: (ctx: Context, options: unknown) => UserAct<Options> | Promise<UserAct<Options>>,
): JobAct {
  return async (ctx, slice, options) => applyToSome(ctx, await makeAct(ctx, options), slice, options)
}
