import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Conflict } from '@/lib/errors'

/**
 * Throws Conflict unless an active administrator remains once these users are gone. Locks every active administrator
 * in id order, so that two people cannot each take out the other's last colleague.
 */
export async function requireAnotherAdministrator(ctx: Context, leaving: number[]): Promise<void> {
  const administrators = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.isAdministrator, true), isNull(users.deactivatedAt)))
    .orderBy(users.id)
    .for('no key update')
  const gone = new Set(leaving)
  const remains = administrators.some(({ id }) => !gone.has(id))
  const takesOne = administrators.some(({ id }) => gone.has(id))
  if (takesOne && !remains) {
    throw new Conflict('This is the last active administrator. Make somebody else an administrator first.')
  }
}
