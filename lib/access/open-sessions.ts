import 'server-only'
import { and, gt, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import { idleLimitMs } from './session-limits'

/** The sessions that can be used now: neither revoked nor expired nor idle. */
export function isOpenSession(now: Date | Placeholder): SQL | undefined {
  const moment = sql`${sql.param(now, sessions.expiresAt)}::timestamptz`
  return and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, moment),
    gt(sessions.lastSeenAt, sql`${moment} - ${idleLimitMs} * interval '1 millisecond'`),
  )
}
