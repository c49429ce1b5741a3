import 'server-only'
import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'

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
      sql`grants one join grants g on g.scope = one.scope
        and g.scope_folder_id is not distinct from one.scope_folder_id
        and g.scope_group_id is not distinct from one.scope_group_id
        and g.scope_user_id is not distinct from one.scope_user_id
        and g.permission is not distinct from one.permission and g.role_id is not distinct from one.role_id`,
    )
    .where(sql`one.id = any(${`{${ids}}`}::uuid[])`)
}
