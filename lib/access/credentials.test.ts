import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, integer, PgTable, pgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from '@/db/schema'
import { users } from '@/db/schema'
import { credentialKinds } from './credentials'

/** Rows of somebody that let nobody in, and what becomes of them when their user is taken out of service. */
const others: Record<string, string> = {
  sign_in_names: 'the names of the user themselves',
  user_words: 'what searches find the user by',
  group_members: 'stays; gives nothing while the user is inactive',
  grants: 'stays; gives nothing while the user is inactive',
  mails: 'what was written to them; a link inside is a recovery link',
  name_changes: 'its link puts back a name and lets nobody in; see decision 017',
  job_items: 'what a job did to whom',
  jobs: 'asks for the rights of its starter anew with each slice',
}

function ownedBy(tables: unknown[]): string[] {
  const owned = tables.filter((table): table is PgTable => {
    if (!is(table, PgTable)) return false
    const { columns, foreignKeys } = getTableConfig(table)
    return (
      columns.some(({ name }) => name === 'user_id') ||
      foreignKeys.some((key) => key.reference().foreignTable === users)
    )
  })
  return owned.map((table) => getTableName(table)).toSorted()
}

const known = [...credentialKinds.map(({ owner }) => getTableName(owner.table)), ...Object.keys(others)]

test('every table with rows of a user is a kind of credential, or is said to let nobody in', () => {
  expect(ownedBy(Object.values(schema))).toEqual(known.toSorted())
})

test('a table of a user that is neither would be found', () => {
  const passkeys = pgTable('passkeys', { userId: integer().references(() => users.id) })
  const found = ownedBy([...Object.values(schema), passkeys])
  expect(found.filter((name) => !known.includes(name))).toEqual(['passkeys'])
})
