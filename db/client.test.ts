import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, folders } from './schema'
import { testDatabase } from './testing'

const database = testDatabase({ alsoEmbedded: true })

test('migrations carry strictly rising times, so none is ever skipped', () => {
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
    entries: { when: number }[]
  }
  const times = journal.entries.map((entry) => entry.when)
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
})

test('a new directory holds the root and one folder', async () => {
  const rows = await database.db.select().from(folders).orderBy(folders.path)
  expect(rows.map((row) => row.path)).toEqual(['', 'users'])
})

test('events refuse update, delete and truncate', async () => {
  await expect(database.db.update(events).set({ name: 'x' })).rejects.toThrow()
  await expect(database.db.delete(events)).rejects.toThrow()
  await expect(database.db.execute(sql`truncate events cascade`)).rejects.toThrow()
})
