import { count } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { seedDemo } from './demo'

const database = testDatabase({ alsoEmbedded: true })

test('a demo fills an empty directory once and never adds to people who are there', async () => {
  const now = new Date('2026-03-01T12:00:00Z')
  await seedDemo(database.db, now)
  await seedDemo(database.db, now)
  expect(await database.db.select({ users: count() }).from(users)).toEqual([{ users: 500 }])
})
