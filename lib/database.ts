import 'server-only'
import { openDatabase } from '@/db/client'
import type { Db } from '@/db/types'
import { env } from './env'

/** The database of this process. Doors call this; everything below them takes `ctx.db`. */
export async function database(): Promise<Db> {
  return (await openDatabase(env())).db
}

/** True when a write failed because a unique rule would have been broken (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return postgresError(error)?.code === '23505' && constraintOf(error) === constraint
}

type PostgresError = { code?: string; constraint_name?: string; constraint?: string }

function postgresError(error: unknown): PostgresError | undefined {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return typeof cause === 'object' && cause !== null ? cause : undefined
}

function constraintOf(error: unknown): string | undefined {
  const cause = postgresError(error)
  return cause?.constraint_name ?? cause?.constraint
}
