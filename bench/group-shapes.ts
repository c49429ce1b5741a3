import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Db } from '@/db/types'
import { computedNames } from '@/lib/groups/find'
import { integers } from '@/lib/kernel/sql-arrays'

/** How many groups stand below each on every level, from the top. */
const shapes = { flat: [10_000], wide: [100, 100], deep: [10, 10, 10, 10] }

/** Groups in three shapes, and one with many members. Returns the ids of the tops and of the large one. */
export async function makeGroups(db: Db, members: number) {
  const tops: Record<string, number> = {}
  for (const [shape, levels] of Object.entries(shapes)) {
    const root = await insertGroups(db, [`Bench ${shape}`])
    const [top = 0] = root
    tops[shape] = top
    let above = root
    for (const [level, count] of levels.entries()) {
      const pairs = above.flatMap((parent) => Array.from({ length: count }, (_, n) => ({ parent, n })))
      const made = await insertGroups(
        db,
        pairs.map((_, n) => `${shape} ${level} ${String(n + 1).padStart(5, '0')}`),
      )
      await db.execute(sql`insert into group_parents (group_id, parent_id)
        select * from unnest(${integers(made)}, ${integers(pairs.map(({ parent }) => parent))})`)
      above = made
    }
  }
  const [large = 0] = await insertGroups(db, ['Bench large'])
  await db.execute(sql`insert into group_members (group_id, user_id, added_at)
    select ${large}, id, now() from users order by hashint4(id) limit ${members}`)
  await db.execute(sql`analyze`)
  return { tops, large }
}

async function insertGroups(db: Db, names: string[]): Promise<number[]> {
  const moments = { createdAt: new Date(), updatedAt: new Date() }
  const rows = await db
    .insert(groups)
    .values(names.map((name) => ({ uuid: randomUUID(), name, ...computedNames(name), ...moments })))
    .returning({ id: groups.id })
  return rows.map(({ id }) => id)
}
