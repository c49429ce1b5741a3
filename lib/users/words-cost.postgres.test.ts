import { inArray, sql, TransactionRollbackError } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Db } from '@/db/types'
import { seedDirectory } from '@/lib/demo/seed'
import { testTime } from '@/testing/world'

const database = testDatabase()

/** As many as a slice of a job deals with at most. */
const some = 250

beforeAll(async () => {
  await seedDirectory(database.db, { users: 20_000, folders: 200, now: testTime })
}, 120_000)

const these = inArray(users.id, sql`(select id from users order by hashint4(id) limit ${some})`)

const deeds: Record<string, (db: Db) => Promise<unknown>> = {
  created: (db) =>
    db.execute(sql`
      insert into users (uuid, username, username_key, search, folder_id, created_at, updated_at)
      select gen_random_uuid(), new, new, ' anna ' || new, 2, now(), now()
      from generate_series(1, ${some}::integer) n cross join format('new-%s', n) new`),
  deleted: (db) => db.delete(users).where(these),
  moved: (db) => db.update(users).set({ folderId: 2 }).where(these),
  renamed: (db) =>
    db
      .update(users)
      .set({ search: sql`' anna ' || ${users.usernameKey}` })
      .where(these),
}

test.each(Object.entries(deeds))(
  'when users are %s among many, only their own words are looked at',
  async (_, deed) => {
    const [all] = await database.db.select({ count: sql<number>`count(*)::integer` }).from(sql`user_words`)
    let looked = { words: 0, holders: 0 }
    await rolledBack(async (db) => {
      const before = await rowsRead(db)
      await deed(db)
      const after = await rowsRead(db)
      looked = { words: after.words - before.words, holders: after.holders - before.holders }
    })
    expect(all?.count).toBeGreaterThan(80_000)
    // Five words or so each, met a few times over.
    expect(looked.holders).toBeLessThan(some * 5 * 6)
    expect(looked.words).toBeLessThan(some * 5 * 6)
  },
)

async function rolledBack(work: (db: Db) => Promise<void>): Promise<void> {
  const rollback = database.db.transaction(async (tx) => {
    await work(tx)
    tx.rollback()
  })
  await expect(rollback).rejects.toThrow(TransactionRollbackError)
}

/** What this connection has read of the list of words, since the server last gathered that. */
async function rowsRead(db: Db) {
  const [row] = await db
    .select({
      words: sql<number>`coalesce(sum(n) filter (where relname = 'search_words'), 0)::integer`,
      holders: sql<number>`coalesce(sum(n) filter (where relname = 'user_words'), 0)::integer`,
    })
    .from(sql`(select relname, seq_tup_read + idx_tup_fetch as n from pg_stat_xact_user_tables) read`)
  return row ?? { words: 0, holders: 0 }
}
