import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { hasPendingMigrations } from '@/db/migrations-pending'
import { database } from '@/lib/kernel/database'

const patienceMs = 2000

export type Readiness = { ready: true } | { ready: false; reason: string }

/** Whether the database answers, soon enough, takes changes, and holds every migration of this version. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const reason = await Promise.race([
      whatIsWrong(),
      setTimeout(patienceMs, 'The database does not answer.', { ref: false }),
    ])
    return reason ? { ready: false, reason } : { ready: true }
  } catch {
    return { ready: false, reason: 'The database cannot be reached.' }
  }
}

async function whatIsWrong(): Promise<string | undefined> {
  const db = await database()
  if (await hasPendingMigrations(db)) return 'The database lacks migrations.'
  const [row] = await db.select({ isReadOnly }).from(sql`(select) one`)
  return row?.isReadOnly ? 'The database is read-only.' : undefined
}

/** As a standby is, or a database whose administrator made it so. */
const isReadOnly = sql<boolean>`current_setting('transaction_read_only')::boolean`
