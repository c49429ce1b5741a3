import 'server-only'
import { and, not, or, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { aboveAmong } from '@/lib/rights/above'
import { tableOf } from '@/lib/rights/administrators'
import { permittedAmong } from '@/lib/rights/among'
import { reaches } from '@/lib/rights/catalogue'
import { someoneAbove, usersAbove } from '@/lib/rights/reach'
import type { PlanRow } from './plan'
import { type AffectedUser, selectedUsers } from './selected'
import type { SelectedUsers } from './selection-input'
import type { UserAct } from './user-act'

const notTheirs = 'You may see this user, but not do this.'

/**
 * Rows of an act's plan; `all`, a table of ids, when it is done to more than these. Nobody acts on somebody above them, save
 * where there is nothing to gain by it, nor on whom they only see: of these a row says no more than that.
 */
export async function rowsOf<Options>(
  ctx: Context,
  act: UserAct<Options>,
  affected: AffectedUser[],
  all?: SQL,
): Promise<PlanRow[]> {
  const refused = await refusals(
    ctx,
    act,
    affected.map(({ id }) => id),
  )
  const concerned = affected.filter((user) => user.concerned && !refused.has(user.id))
  const together = all ?? tableOf(concerned.map(({ id }) => id))
  const rows = new Map((await act.rows(ctx, concerned, together)).map((row) => [row.id, row]))
  return affected.flatMap((user) => {
    const blocker = refused.get(user.id)
    if (blocker === undefined) return rows.get(user.id) ?? []
    return user.concerned || act.isSecret ? [{ ...bareRow(user), blocker }] : []
  })
}

async function refusals<Options>(
  ctx: Context,
  { permission }: UserAct<Options>,
  ids: number[],
): Promise<Map<number, string>> {
  const above = reaches(permission) ? await usersAbove(ctx, ids) : new Set<number>()
  const { [permission]: permitted } = await permittedAmong(ctx, [permission], ids)
  const refused = ids.filter((id) => above.has(id) || !permitted?.has(id))
  return new Map(refused.map((id) => [id, above.has(id) ? someoneAbove : notTheirs]))
}

/** A row that says who it is, and nothing of what they have. */
export function bareRow({ id, username, name, path }: AffectedUser): PlanRow {
  return { id, label: username, note: [name, path].filter(Boolean).map(isolated).join(', '), ends: [] }
}

/** Whom of a selection over which the actor holds the permission an act has a row for, and to whom it is done, as conditions. */
export async function concernedOf<Options>(
  ctx: Context,
  { permission, concerned, isSecret, blocked: blockedAmong }: UserAct<Options>,
  selected: SelectedUsers,
): Promise<{ listed: SQL | undefined; done: SQL | undefined }> {
  const chosen = await selectedUsers(ctx, permission, selected)
  const above = reaches(permission) ? await aboveAmong(ctx, idsOf(chosen)) : undefined
  const possible = and(concerned, above && not(above))
  const blocked = await blockedAmong?.(ctx, idsOf(and(chosen, possible)))
  return {
    listed: isSecret && above ? or(concerned, above) : concerned,
    done: and(possible, blocked && not(blocked)),
  }
}

/** The users of whom a condition holds, as a table of ids. */
export function idsOf(condition: SQL | undefined): SQL {
  return sql`(select ${users.id} from ${users} where ${condition ?? sql`true`})`
}
