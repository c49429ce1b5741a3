import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from './testing'

const database = testDatabase()

test('PostgreSQL compiles no statement just in time', async () => {
  expect(await database.db.execute(sql`show jit`)).toMatchObject({ rows: [{ jit: 'off' }] })
})
