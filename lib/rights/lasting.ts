import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a membership that ends then, or never, still lasts; `expiresAt` is of whichever row of group_members is meant. */
export function isLasting(expiresAt: SQLWrapper, now: Date | SQL): SQL {
  const moment = now instanceof Date ? sql`${now.toISOString()}::timestamptz` : now
  return sql`(${expiresAt} is null or ${expiresAt} > ${moment})`
}
