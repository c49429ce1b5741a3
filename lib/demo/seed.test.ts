import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, folders, signInNames, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { misplacedWords } from '@/testing/search-words'
import { contextFor, makeUser } from '@/testing/world'
import { demoPerson } from './people'
import { seedDirectory } from './seed'

const database = testDatabase({ alsoEmbedded: true })
const now = new Date('2026-11-01T00:00:00Z')

const foldersWithWrongCounters = () =>
  database.db.$count(
    folders,
    sql`direct_users <> (select count(*) from users u where u.folder_id = folders.id)
      or total_users <> (select count(*) from users u join folders f on f.id = u.folder_id
        where folders.path = '' or f.path = folders.path or starts_with(f.path, folders.path || '/'))`,
  )

const signInName = (key: unknown) =>
  sql`exists (select from ${signInNames} s where s.key = ${key} and s.user_id = ${users.id})`

const usersWithoutSignInName = async () =>
  (await database.db.$count(users, sql`not ${signInName(users.usernameKey)}`)) +
  (await database.db.$count(users, and(isNotNull(users.emailKey), sql`not ${signInName(users.emailKey)}`)))

const oneColumn = async (expression: string, from: string) => {
  const column = { value: sql<string>`${sql.raw(expression)}` }
  const rows = await database.db.select(column).from(sql.raw(from)).orderBy(sql`1`)
  return rows.map(({ value }) => value)
}

const tableParts = async () => ({
  indexes: await oneColumn('indexdef', 'pg_indexes'),
  constraints: await oneColumn('conname || pg_get_constraintdef(oid)', 'pg_constraint'),
  triggers: await oneColumn("tgname || ' ' || tgenabled::text", 'pg_trigger where not tgisinternal'),
})

test('a small directory has right counters, sign-in names and one event', async () => {
  const lines: string[] = []
  const added = await seedDirectory(database.db, { users: 500, now, onProgress: (line) => lines.push(line) })
  expect(added).toEqual({ users: 500, folders: 21, leftOut: 0, wasEmpty: true })
  expect(lines).toEqual(['500 of 500 users', 'Updating statistics'])
  expect(await foldersWithWrongCounters()).toBe(0)
  expect(await usersWithoutSignInName()).toBe(0)
  expect(await misplacedWords(database.db)).toEqual([])
  const recorded = await database.db.select().from(events).where(eq(events.name, 'directory.seeded'))
  expect(recorded).toMatchObject([{ actorType: 'operator', details: { users: 500, folders: 21 } }])
})

test('a large addition keeps the users that are there, leaves out taken names, and restores what it took off', async () => {
  const parts = await tableParts()
  await makeUser(contextFor(database.db), { username: demoPerson(600).username.toUpperCase() })
  const added = await seedDirectory(database.db, { users: 5000, folders: 300, now })
  expect(added).toMatchObject({ users: 4999, leftOut: 1, wasEmpty: false })
  expect(await database.db.$count(users)).toBe(5500)
  expect(await foldersWithWrongCounters()).toBe(0)
  expect(await usersWithoutSignInName()).toBe(0)
  expect(await misplacedWords(database.db)).toEqual([])
  expect(await tableParts()).toEqual(parts)
})

test('an addition that fails half way leaves the directory as it was', async () => {
  const parts = await tableParts()
  const fail = (line: string) => {
    if (line.startsWith('Building users_search')) throw new Error('power cut')
  }
  await expect(seedDirectory(database.db, { users: 5000, now, onProgress: fail })).rejects.toThrow(
    'power cut',
  )
  expect(await database.db.$count(users)).toBe(5500)
  expect(await tableParts()).toEqual(parts)
  expect(await foldersWithWrongCounters()).toBe(0)
})
