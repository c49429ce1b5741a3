import { max } from 'drizzle-orm'
import { bigint, pgSchema } from 'drizzle-orm/pg-core'
import journal from './migrations/meta/_journal.json'
import type { Db } from './types'

const applied = pgSchema('drizzle').table('__drizzle_migrations', {
  when: bigint('created_at', { mode: 'number' }),
})

/** Whether the database lacks migrations that this version of the code was written for. */
export async function hasPendingMigrations(db: Db): Promise<boolean> {
  const [row] = await db.select({ last: max(applied.when) }).from(applied)
  const newest = journal.entries.at(-1)?.when ?? 0
  return (row?.last ?? 0) < newest
}
