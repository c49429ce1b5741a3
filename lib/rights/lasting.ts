import 'server-only'
import { gt, isNull, or, type SQL } from 'drizzle-orm'
import { groupMembers } from '@/db/schema'

/** Memberships whose time is not over. */
export function lastingMembership(now: Date): SQL | undefined {
  return or(isNull(groupMembers.expiresAt), gt(groupMembers.expiresAt, now))
}
