import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { contextFor, makeUser } from '@/testing/world'
import { readJsonRows } from './json-rows'

const database = testDatabase({ alsoEmbedded: true })

test('rows read as JSON are those read cell by cell, to the type of every value', async () => {
  const { db } = database
  const attributes = { text: 'Zoë "Z" \\ 東京 🦊', number: 1.5, list: [1, null, { deep: true }] }
  const { id } = await makeUser(contextFor(db), { name: 'Zoë\n"Z"', attributes })
  await db
    .update(users)
    .set({ lastSignInAt: new Date('2026-01-31T23:59:59.007Z') })
    .where(eq(users.id, id))
  const { id: key, uuid, name, email, createdAt, lastSignInAt, deactivatedAt, mustChangePassword } = users
  const columns = {
    ...{ key, uuid, name, email, createdAt, lastSignInAt, deactivatedAt, mustChangePassword },
    attributes: users.attributes,
    path: sql<string>`(select path from folders where folders.id = folder_id)`,
  }
  const asCells = await db.select(columns).from(users).where(eq(users.id, id))
  expect(await readJsonRows(db, columns, sql`from ${users} where ${eq(users.id, id)}`)).toEqual(asCells)
  expect(asCells[0]?.attributes).toEqual(attributes)
})

test('no rows are an empty list', async () => {
  expect(await readJsonRows(database.db, { id: users.id }, sql`from ${users} where false`)).toEqual([])
})
