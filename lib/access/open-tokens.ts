import 'server-only'
import { and, gt, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { apiTokens } from '@/db/schema'

/** The API tokens that can be used now: neither revoked nor expired. */
export function isOpenToken(now: Date | Placeholder): SQL | undefined {
  return and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql.param(now, apiTokens.expiresAt)))
}
