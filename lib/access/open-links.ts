import 'server-only'
import { and, gt, isNull, type SQL } from 'drizzle-orm'
import { recoveryLinks } from '@/db/schema'

/** The links nothing has ended yet, though their time may be over. */
export function isStandingLink(): SQL | undefined {
  return and(isNull(recoveryLinks.usedAt), isNull(recoveryLinks.replacedAt), isNull(recoveryLinks.revokedAt))
}

/** The links that can be used now. Whether their user is active is for the caller to join. */
export function isOpenLink(now: Date): SQL | undefined {
  return and(isStandingLink(), gt(recoveryLinks.expiresAt, now))
}
