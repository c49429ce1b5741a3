import 'server-only'
import { and, gt, isNull, type SQL } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'

/** The changes whose link can be used now. Whether what was before is still free is another matter. */
export function isOpenChange(now: Date): SQL | undefined {
  return and(isStandingChange(), gt(nameChanges.expiresAt, now))
}

/** Those whose link nothing has ended yet, though its time may be over. */
export function isStandingChange(): SQL | undefined {
  return and(isNull(nameChanges.undoneAt), isNull(nameChanges.endedAt))
}
