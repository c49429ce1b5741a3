import 'server-only'
import type { Context } from '@/lib/context'
import { lastAdministrator, lastAdministrators } from '@/lib/permissions/administrators'
import type { PlanRow } from '@/lib/plan'
import { countAccess } from './access'
import { bareRow } from './act-rows'
import type { AffectedUser } from './selected'

/** One row of a plan for each user, with what they could act with until now. */
export async function planRows(ctx: Context, affected: AffectedUser[]): Promise<PlanRow[]> {
  if (affected.length === 0) return []
  const access = await countAccess(
    ctx,
    affected.map(({ id }) => id),
  )
  return affected.map((user) => ({ ...bareRow(user), ends: access.get(user.id) ?? [] }))
}

/** The same for users on their way out: the actor's own row is blocked, for the reason given, and so are the last administrators. */
export async function leavingRows(
  ctx: Context,
  leaving: AffectedUser[],
  ownAccount: string,
): Promise<PlanRow[]> {
  const rows = await planRows(ctx, leaving)
  const others = leaving.map(({ id }) => id).filter((id) => !isSelf(ctx, id))
  const last = new Set(await lastAdministrators(ctx, others))
  return rows.map((row) => {
    if (isSelf(ctx, row.id)) return { ...row, blocker: ownAccount }
    return last.has(row.id) ? { ...row, blocker: lastAdministrator } : row
  })
}

export function isSelf({ actor }: Context, id: number): boolean {
  return 'userId' in actor && actor.userId === id
}
