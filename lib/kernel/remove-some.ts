import 'server-only'
import { inArray, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from './context'

const atOnce = 500

/**
 * Removes some rows for which a condition holds, told by the column that is their key and passing over those in use, and
 * says whether there may be more.
 */
export async function removeSome({ db }: Context, key: PgColumn, isOver: SQL): Promise<boolean> {
  const some = db
    .select({ key })
    .from(key.table)
    .where(isOver)
    .limit(atOnce)
    .for('update', { skipLocked: true })
  const removed = await db.delete(key.table).where(inArray(key, some)).returning({ key })
  return removed.length === atOnce
}
