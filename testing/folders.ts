import { sql } from 'drizzle-orm'
import type { Db } from '@/db/types'

type Count = { path: string; directUsers: number; totalUsers: number }

/** Every folder with its counters as stored, and as counting the users over parents gives them. */
export async function countersOf(db: Db): Promise<{ stored: Count[]; counted: Count[] }> {
  const columns = {
    path: sql<string>`path`,
    directUsers: sql<number>`direct`,
    totalUsers: sql<number>`total`,
  }
  const stored = await db
    .select(columns)
    .from(sql`(select path, direct_users as direct, total_users as total from folders order by path) stored`)
  const counted = await db.select(columns).from(sql`(
    with recursive up as (
      select id as folder_id, id, true as itself from folders
      union all
      select up.folder_id, p.parent_id, false from up join folders p on p.id = up.id where p.parent_id is not null
    ), direct as (select folder_id, count(*)::integer as n from users group by folder_id)
    select f.path, coalesce(sum(d.n) filter (where up.itself), 0)::integer as direct,
      coalesce(sum(d.n), 0)::integer as total
    from up join folders f on f.id = up.id left join direct d on d.folder_id = up.folder_id
    group by f.id, f.path order by f.path) counted`)
  return { stored, counted }
}

/** Folders whose path is not that of their parent followed by their name. None, ever. */
export async function misplacedFolders(db: Db): Promise<string[]> {
  const rows = await db.select({ path: sql<string>`path` }).from(sql`(
    select f.path from folders f join folders p on p.id = f.parent_id
    where f.path <> case when p.path = '' then f.name else p.path || '/' || f.name end) misplaced`)
  return rows.map((row) => row.path)
}
