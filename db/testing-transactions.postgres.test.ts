import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from './testing'
import { refuseOuterDatabase } from './testing-transactions'

const database = testDatabase()
const one = sql`select 1`

beforeAll(() => refuseOuterDatabase(database.db))

test('a transaction that asks the outer database fails, as it would hang on the embedded one', async () => {
  const { db } = database
  const message = 'A transaction asks the outer database.'
  const asking = db.transaction((tx) => tx.execute(one).then(() => db.execute(one)))
  await expect(asking).rejects.toMatchObject({ cause: { message } })
  await expect(db.transaction(() => db.transaction((tx) => tx.execute(one)))).rejects.toThrow(message)
})

test('it may ask itself, in a savepoint too, and the outer one is there again after it', async () => {
  const { db } = database
  await db.transaction((tx) => tx.transaction((inner) => inner.execute(one)))
  await db.execute(one)
})
