import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { membersOf } from '@/lib/rights/scope'

/** Who may gain by a change: users, and whoever is in groups or in groups below them. */
export type Raised = { userIds?: number[]; groupIds?: number[] }

/** Their ids, as a table of a statement. */
export function peopleOf({ now }: Context, { userIds = [], groupIds = [] }: Raised): SQL {
  const users = sql`select unnest(${integers(userIds)})`
  return groupIds.length === 0 ? sql`(${users})` : sql`(${users} union ${membersOf(groupIds, now)})`
}

/** Who may gain by what a holder is given. */
export function raisedBy(holder: { userId: number } | { groupId: number }): Raised {
  return 'userId' in holder ? { userIds: [holder.userId] } : { groupIds: [holder.groupId] }
}
