import 'server-only'
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { countCredentials } from '@/lib/access/credentials'
import type { Context } from '@/lib/kernel/context'
import { lastAdministrator, lastAdministrators, tableOf } from '@/lib/rights/administrators'
import { bareRow } from './act-rows'
import type { PlanRow } from './plan'
import type { AffectedUser } from './selected'

/** One row of a plan for each user, with what they could act with until now. */
export async function planRows(ctx: Context, affected: AffectedUser[]): Promise<PlanRow[]> {
  if (affected.length === 0) return []
  const access = await countCredentials(
    ctx,
    affected.map(({ id }) => id),
  )
  return affected.map((user) => ({ ...bareRow(user), ends: access.get(user.id) ?? [] }))
}

/** The same for users on their way out: the actor's own row is blocked, for this reason, and so are the last administrators. */
export async function leavingRows(
  ctx: Context,
  leaving: AffectedUser[],
  all: SQL,
  ownAccount: string,
): Promise<PlanRow[]> {
  if (leaving.length === 0) return []
  const rows = await planRows(ctx, leaving)
  const others = leaving.map(({ id }) => id).filter((id) => !isSelf(ctx, id))
  const last = new Set(await lastAdministrators(ctx, tableOf(others), withoutSelf(ctx, all)))
  return rows.map((row) => {
    if (isSelf(ctx, row.id)) return { ...row, blocker: ownAccount }
    return last.has(row.id) ? { ...row, blocker: lastAdministrator } : row
  })
}

/** Whom of these people, a table of ids, `leavingRows` blocks, as a condition on `users`. */
export async function leavingBlocked(ctx: Context, people: SQL): Promise<SQL | undefined> {
  const last = await lastAdministrators(ctx, withoutSelf(ctx, people))
  return or(
    'userId' in ctx.actor ? eq(users.id, ctx.actor.userId) : undefined,
    last.length > 0 ? inArray(users.id, last) : undefined,
  )
}

function withoutSelf({ actor }: Context, people: SQL): SQL {
  return 'userId' in actor ? sql`(select p.id from ${people} p where p.id <> ${actor.userId})` : people
}

export function isSelf({ actor }: Context, id: number): boolean {
  return 'userId' in actor && actor.userId === id
}
