import 'server-only'
import type { Context } from '@/lib/context'
import type { PlanRow } from '@/lib/plan'
import { countAccess } from './access'
import type { AffectedUser } from './selected'

/** One row of a plan for each user, with what they could act with until now. */
export async function planRows(ctx: Context, affected: AffectedUser[]): Promise<PlanRow[]> {
  if (affected.length === 0) return []
  const access = await countAccess(
    ctx,
    affected.map(({ id }) => id),
  )
  return affected.map(({ id, username, name, path }) => ({
    id,
    label: username,
    note: name === '' ? path : `${name}, ${path}`,
    ends: access.get(id) ?? [],
  }))
}

export function isSelf({ actor }: Context, id: number): boolean {
  return 'userId' in actor && actor.userId === id
}
