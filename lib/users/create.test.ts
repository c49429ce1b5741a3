import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Forbidden, Invalid } from '@/lib/kernel/errors'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import { createUser } from './create'
import { getUser } from './get'
import type { CreateUser } from './input'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

const fields = (given: Partial<CreateUser> = {}): CreateUser => ({
  username: uniqueName(),
  name: '',
  email: null,
  path: 'users',
  isActive: true,
  type: 'internal',
  attributes: {},
  createFolder: false,
  ...given,
})

async function refusal(given: Partial<CreateUser>) {
  const error = await createUser(context(), fields(given)).catch((error: unknown) => error)
  if (!(error instanceof Invalid)) return expect.fail(`not refused: ${String(error)}`)
  return Object.keys(error.fields)
}

test('a user is stored as entered, and the event holds every field', async () => {
  const input = fields({
    name: 'Ada Lovelace',
    email: `${uniqueName()}@example.org`,
    type: 'external',
    isActive: false,
    attributes: { city: 'London', floors: [1, 2] },
  })
  const { id } = await createUser(context(), input)
  const { createFolder: _, isActive: __, ...stored } = input
  expect(await getUser(context(), id)).toMatchObject({ ...stored, version: 1, isAdministrator: false })
  const [event] = await database.db
    .select()
    .from(events)
    .where(sql`subjects @> ${JSON.stringify([{ type: 'user', id: String(id) }])}::jsonb`)
  expect(event).toMatchObject({ name: 'user.created', actorLabel: 'Operator at the command line' })
  expect(event?.changes).toMatchObject({
    username: { old: null, new: input.username },
    isActive: { old: null, new: false },
    attributes: { old: null, new: input.attributes },
  })
})

test('a username or address that differs only in case or Unicode form is taken, at its field', async () => {
  const name = uniqueName('zoë-straße')
  const email = `${uniqueName('mail')}@example.org`
  await makeUser(context(), { username: name, email })
  expect(await refusal({ username: name.toUpperCase() })).toEqual(['username'])
  expect(await refusal({ username: name.normalize('NFD') })).toEqual(['username'])
  expect(await refusal({ email: email.toUpperCase() })).toEqual(['email'])
  expect(await refusal({ username: name, email })).toEqual(['username', 'email'])
})

test('a username equal to another’s address is refused, and the reverse', async () => {
  const email = `${uniqueName('both')}@example.org`
  const username = `${uniqueName('name')}@example.org`
  await makeUser(context(), { email })
  await makeUser(context(), { username })
  expect(await refusal({ username: email.toUpperCase() })).toEqual(['username'])
  expect(await refusal({ email: username })).toEqual(['email'])
})

test('one’s own address may be one’s username', async () => {
  const name = `${uniqueName('own')}@example.org`
  await expect(makeUser(context(), { username: name, email: name })).resolves.toBeDefined()
})

test('a folder that does not exist is refused at the path, and made with its parents when that was confirmed', async () => {
  const path = `users/${uniqueName('new')}/deep`
  expect(await refusal({ path })).toEqual(['path'])
  const { id } = await createUser(context(), fields({ path, createFolder: true }))
  expect((await getUser(context(), id)).path).toBe(path)
})

test('a refused user leaves neither a folder nor an event', async () => {
  const { username } = await makeUser(context())
  const path = `users/${uniqueName('gone')}`
  const count = () => database.db.$count(events)
  const before = await count()
  expect(await refusal({ username, path, createFolder: true })).toEqual(['username'])
  expect(await database.db.select().from(folders).where(eq(folders.path, path))).toEqual([])
  expect(await count()).toBe(before)
})

test('an event that cannot be written undoes the creation', async () => {
  const username = uniqueName()
  const ctx = { ...context(), request: { id: 'x', ip: 'a\0b', userAgent: null } }
  await expect(createUser(ctx, fields({ username }))).rejects.toThrow()
  expect(await database.db.select().from(users).where(eq(users.username, username))).toEqual([])
})

test('somebody who is not an administrator creates nobody', async () => {
  const username = uniqueName()
  const ctx = contextFor(database.db, somebody())
  await expect(createUser(ctx, fields({ username }))).rejects.toThrow(Forbidden)
  expect(await database.db.select().from(users).where(eq(users.username, username))).toEqual([])
})
