import 'server-only'
import { and, eq, gt, type SQL } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { isStandingChange } from './open-name-changes'

/** Ends the links that undo the changes this condition selects, and says how many. */
export async function endChangesWhere(ctx: Context, condition: SQL | undefined): Promise<number> {
  const ended = await ctx.db
    .update(nameChanges)
    .set({ endedAt: ctx.now })
    .where(and(condition, isStandingChange()))
    .returning({ id: nameChanges.id })
  return ended.length
}

/** The changes made to a user after the one that gave them this version. */
export function changesAfter(userId: number, version: number): SQL | undefined {
  return and(eq(nameChanges.userId, userId), gt(nameChanges.userVersion, version))
}
