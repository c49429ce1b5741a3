import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hasPendingMigrations } from './migrations-pending'
import { testDatabase } from './testing'

const database = testDatabase({ alsoEmbedded: true })

test('a migrated database has nothing pending, and one that lacks the newest migration has', async () => {
  expect(await hasPendingMigrations(database.db)).toBe(false)
  await database.db.execute(
    sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`,
  )
  expect(await hasPendingMigrations(database.db)).toBe(true)
})
