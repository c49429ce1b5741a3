import 'server-only'
import { and, gt, isNull, type SQL } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import { idleLimitMs } from './limits'

/** The sessions that can be used now: neither revoked nor expired nor idle. */
export function isOpenSession(now: Date): SQL | undefined {
  return and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, new Date(now.getTime() - idleLimitMs)),
  )
}
