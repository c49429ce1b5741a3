import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { hasPendingMigrations } from '@/db/migrations-pending'
import { database } from '@/lib/database'

const patienceMs = 2000

export type Readiness = { ready: true } | { ready: false; reason: string }

/** Whether the database answers, soon enough, and holds every migration of this version. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const pending = await Promise.race([
      askDatabase(),
      setTimeout(patienceMs, 'late' as const, { ref: false }),
    ])
    if (pending === 'late') return { ready: false, reason: 'The database does not answer.' }
    return pending ? { ready: false, reason: 'The database lacks migrations.' } : { ready: true }
  } catch {
    return { ready: false, reason: 'The database cannot be reached.' }
  }
}

async function askDatabase(): Promise<boolean> {
  return hasPendingMigrations(await database())
}
