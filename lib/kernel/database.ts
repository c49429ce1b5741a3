import 'server-only'
import { openDatabase } from '@/db/client'
import { serving } from '@/db/patience'
import type { Db } from '@/db/types'
import { env } from './env'

/** The database of this process. Doors call this; everything below them takes `ctx.db`. */
export async function database(): Promise<Db> {
  return (await openDatabase(env(), serving)).db
}

/** True when a write failed because a unique rule would have been broken (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return postgresError(error)?.code === '23505' && postgresError(error)?.constraint === constraint
}

type PostgresError = { code?: string; constraint?: string }

function postgresError(error: unknown): PostgresError | undefined {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return typeof cause === 'object' && cause !== null ? cause : undefined
}
