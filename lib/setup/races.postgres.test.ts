import { beforeEach, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { isAdministrator } from '@/lib/rights/administrators'
import { removeGrants } from '@/testing/users'
import { contextFor, uniqueName } from '@/testing/world'
import { bootstrap } from './bootstrap'

const database = testDatabase()
const setup = () => contextFor(database.db, { type: 'setup' })
const administrators = () => database.db.select().from(users).where(isAdministrator)

beforeEach(async () => {
  await removeGrants(database)
})

const settings = (username: string) => ({
  LATCHKEY_BOOTSTRAP_USERNAME: username,
  LATCHKEY_BOOTSTRAP_PASSWORD: 'plum orbit candle fifty',
  LATCHKEY_BOOTSTRAP_EMAIL: undefined,
  LATCHKEY_BOOTSTRAP_TOKEN: undefined,
})

test('instances that start together on an empty database make one administrator, and every one of them starts', async () => {
  for (let round = 0; round < 5; round++) {
    await removeGrants(database)
    const username = uniqueName('boot')
    await Promise.all(Array.from({ length: 4 }, () => bootstrap(setup(), settings(username))))
    expect(await administrators()).toHaveLength(1)
  }
})

test('instances told different names make one administrator all the same', async () => {
  await Promise.all(Array.from({ length: 4 }, () => bootstrap(setup(), settings(uniqueName('boot')))))
  expect(await administrators()).toHaveLength(1)
})
