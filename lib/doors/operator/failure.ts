import 'server-only'
import { DataDirectoryInUse } from '@/db/data-directory-lock.mjs'
import { NoRoom } from '@/db/room'
import { EnvError } from '@/lib/kernel/env'
import { DomainError } from '@/lib/kernel/errors'
import { asUnavailable } from '@/lib/kernel/unavailable'

/** One sentence for the operator about what went wrong; never a query or its parameters. */
export function failureSentence(error: unknown): string {
  if (
    error instanceof EnvError ||
    error instanceof DataDirectoryInUse ||
    error instanceof NoRoom ||
    error instanceof DomainError
  ) {
    return error.message
  }
  const unavailable = asUnavailable(error)
  if (unavailable) return unavailable.message
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause)
  return isFromConnection(cause) ? `DATABASE_URL cannot be used: ${reason}.` : `Latchkey failed: ${reason}.`
}

/** Network errors, and PostgreSQL's classes 08 (connection), 28 (authorisation) and 3D (no such database). */
function isFromConnection(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^(E[A-Z]{3,}|CONNECT_|CONNECTION_|08|28|3D)/.test(code)
}
