import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Conflict } from '@/lib/errors'

export const lastAdministrator =
  'This is the last active administrator. Make somebody else an administrator first.'

/** The active administrators among these users, when none would remain without them. A glance; it holds only for locked rows. */
export async function lastAdministrators(ctx: Context, leaving: number[]): Promise<number[]> {
  const administrators = await activeAdministrators(ctx)
  return isLast(administrators, leaving) ? administrators : []
}

/**
 * Throws Conflict unless an active administrator remains once these users are gone. Locks every active administrator
 * in id order, so that two people cannot each take out the other's last colleague.
 */
export async function requireAnotherAdministrator(ctx: Context, leaving: number[]): Promise<void> {
  if (isLast(await lockAdministrators(ctx), leaving)) throw new Conflict(lastAdministrator)
}

/** Locks every active administrator in id order, as every writer does before it locks other users. */
export async function lockAdministrators(ctx: Context): Promise<number[]> {
  const rows = await selectAdministrators(ctx).for('no key update')
  return rows.map(({ id }) => id)
}

async function activeAdministrators(ctx: Context): Promise<number[]> {
  return (await selectAdministrators(ctx)).map(({ id }) => id)
}

function selectAdministrators(ctx: Context) {
  return ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.isAdministrator, true), isNull(users.deactivatedAt)))
    .orderBy(users.id)
}

function isLast(administrators: number[], leaving: number[]): boolean {
  const gone = new Set(leaving)
  return administrators.length > 0 && administrators.every((id) => gone.has(id))
}
