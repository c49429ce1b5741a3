import 'server-only'
import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { uuids } from '@/lib/kernel/sql-arrays'

/** Everybody to whom the same was given over the same as by one of these grants. */
export async function holdersOfSame(
  { db }: Context,
  ids: string[],
): Promise<{ id: string; userId: number | null; groupId: number | null }[]> {
  if (ids.length === 0) return []
  return db
    .select({
      id: sql<string>`one.id`,
      userId: sql<number | null>`g.user_id`,
      groupId: sql<number | null>`g.group_id`,
    })
    .from(
      // Equal, not "not distinct", so that it can be a hash join.
      sql`grants one join grants g on g.scope = one.scope
        and coalesce(g.scope_folder_id, g.scope_group_id, g.scope_user_id, 0)
          = coalesce(one.scope_folder_id, one.scope_group_id, one.scope_user_id, 0)
        and coalesce(g.permission, '') = coalesce(one.permission, '')
        and coalesce(g.role_id, 0) = coalesce(one.role_id, 0)`,
    )
    .where(sql`one.id = any(${uuids(ids)})`)
}
