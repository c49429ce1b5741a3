import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { events, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Actor } from '@/lib/kernel/actor'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { mailRecoveryLink } from '@/lib/recovery/mail-link'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { createToken } from '@/lib/tokens/create'
import { makeAdministrator, refusalOf, removeGrants } from '@/testing/users'
import { contextFor, makeUser, somebody, testTime, uniqueName } from '@/testing/world'
import { planDeactivation } from './deactivate'
import { getUser } from './get'
import { ReviewedUpdate } from './input'
import { updateUser } from './update'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const update = (input: Omit<Parameters<typeof updateUser>[1], 'createFolder'>) =>
  updateUser(context(), { createFolder: false, ...input })

async function eventsOf(id: number) {
  return database.db
    .select({ name: events.name, changes: events.changes })
    .from(events)
    .where(sql`subjects @> ${JSON.stringify([{ type: 'user', id: String(id) }])}::jsonb`)
}

async function administrator(): Promise<Extract<Actor, { type: 'user' }>> {
  return makeAdministrator(context())
}

async function openSessionOf(userId: number): Promise<string> {
  const secret = newSecret()
  await database.db.insert(sessions).values({
    id: uuidv7(testTime),
    tokenHash: hashSecret(secret),
    userId,
    createdAt: testTime,
    lastSeenAt: testTime,
    authenticatedAt: testTime,
    expiresAt: new Date(testTime.getTime() + 3_600_000),
  })
  return secret
}

beforeEach(async () => {
  await removeGrants(database)
})

test('only the fields given change, and the event holds old and new of each', async () => {
  const { id, username } = await makeUser(context(), { name: 'Ada', attributes: { a: 1 } })
  const changed = await update({ id, name: 'Ada L.', type: 'external' })
  expect(changed).toMatchObject({
    username,
    name: 'Ada L.',
    type: 'external',
    attributes: { a: 1 },
    version: 2,
  })
  expect(await eventsOf(id)).toContainEqual({
    name: 'user.updated',
    changes: { name: { old: 'Ada', new: 'Ada L.' }, type: { old: 'internal', new: 'external' } },
  })
})

test('a change that changes nothing leaves no event and no new version, in whatever order the attributes are', async () => {
  const { id, username } = await makeUser(context(), { attributes: { beta: 1, a: { y: 1, x: 2 } } })
  const same = await update({ id, username, attributes: { a: { x: 2, y: 1 }, beta: 1 }, isActive: true })
  expect(same.version).toBe(1)
  expect(await eventsOf(id)).toHaveLength(1)
})

test('a change against an old version is a conflict that holds the user as it is now, and overwrites nothing', async () => {
  const { id } = await makeUser(context(), { name: 'Ada' })
  await update({ id, version: 1, name: 'first' })
  const error = await update({ id, version: 1, email: 'ada@example.org' }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(Conflict)
  expect(error).toMatchObject({ current: { name: 'first', version: 2 } })
  expect(await getUser(context(), id)).toMatchObject({ name: 'first', email: null, version: 2 })
})

test('a taken username or address is refused at its field, and one’s own in another case is not', async () => {
  const email = `${uniqueName('mail')}@example.org`
  const other = await makeUser(context(), { email })
  const { id, username } = await makeUser(context())
  const taken = async (input: Parameters<typeof update>[0]) => {
    const error = await update(input).catch((error: unknown) => error)
    return error instanceof Invalid ? Object.keys(error.fields) : error
  }
  expect(await taken({ id, username: other.username.toUpperCase() })).toEqual(['username'])
  expect(await taken({ id, username: email })).toEqual(['username'])
  expect(await taken({ id, email: other.username.includes('@') ? other.username : email })).toEqual(['email'])
  expect((await update({ id, username: username.toUpperCase() })).username).toBe(username.toUpperCase())
})

test('a name that was given up can be taken by somebody else', async () => {
  const { id, username } = await makeUser(context())
  await update({ id, username: uniqueName('renamed') })
  await expect(makeUser(context(), { username })).resolves.toBeDefined()
})

test('a user moves to a folder that exists, and to a new one only when that was confirmed', async () => {
  const path = `users/${uniqueName('staff')}`
  const { id } = await makeUser(context())
  await expect(update({ id, path })).rejects.toThrow(Invalid)
  expect((await getUser(context(), id)).path).toBe('users')
  expect((await updateUser(context(), { id, path, createFolder: true })).path).toBe(path)
  expect(await eventsOf(id)).toContainEqual({
    name: 'user.updated',
    changes: { path: { old: 'users', new: path } },
  })
})

test('deactivating ends sessions and API tokens with the same commit, and activating revives none', async () => {
  const { id, username } = await makeUser(context())
  const session = await openSessionOf(id)
  const operator = contextFor(database.db, { type: 'operator' })
  const expiresAt = new Date(testTime.getTime() + 3_600_000)
  const token = await createToken(operator, { username, description: '', expiresAt })
  expect(await authenticateSession(database.db, session, testTime)).toBeDefined()
  expect(await authenticateToken(database.db, token.secret, testTime)).toBeDefined()
  await update({ id, isActive: false })
  for (const isActive of [false, true]) {
    await update({ id, isActive })
    expect(await authenticateSession(database.db, session, testTime)).toBeUndefined()
    expect(await authenticateToken(database.db, token.secret, testTime)).toBeUndefined()
  }
  expect((await eventsOf(id)).map((event) => event.name).sort()).toEqual([
    'token.created',
    'user.activated',
    'user.created',
    'user.deactivated',
  ])
})

test('nobody deactivates their own account', async () => {
  const me = await administrator()
  await administrator()
  const input = { id: me.userId, isActive: false, createFolder: false }
  await expect(updateUser(contextFor(database.db, me), input)).rejects.toThrow(
    'You cannot deactivate your own account.',
  )
  expect((await getUser(context(), me.userId)).deactivatedAt).toBeNull()
})

test('the last active administrator cannot be deactivated', async () => {
  const last = await administrator()
  await expect(update({ id: last.userId, isActive: false })).rejects.toThrow('last active administrator')
  expect((await getUser(context(), last.userId)).deactivatedAt).toBeNull()
})

test('editing an account of another type does not make it an internal one', async () => {
  const { id } = await makeUser(context())
  await database.db.update(users).set({ type: 'service_account' }).where(eq(users.id, id))
  expect((await update({ id, name: 'Backup' })).type).toBe('service_account')
})

test('an event that cannot be written undoes the change and the ending of sessions', async () => {
  const { id } = await makeUser(context(), { name: 'Ada' })
  const session = await openSessionOf(id)
  const ctx = { ...context(), request: { id: 'x', ip: 'a\0b', userAgent: null } }
  await expect(updateUser(ctx, { id, name: 'Eve', isActive: false, createFolder: false })).rejects.toThrow()
  expect(await getUser(context(), id)).toMatchObject({ name: 'Ada', deactivatedAt: null, version: 1 })
  expect(await authenticateSession(database.db, session, testTime)).toBeDefined()
})

test('somebody who is not an administrator changes nobody, not even themselves', async () => {
  const { id } = await makeUser(context(), { name: 'Ada' })
  const ctx = contextFor(database.db, somebody(id))
  await expect(updateUser(ctx, { id, name: 'Eve', createFolder: false })).rejects.toThrow(Forbidden)
  expect((await getUser(context(), id)).name).toBe('Ada')
})

test('a user who does not exist is not found', async () => {
  await expect(update({ id: 2_147_483_647, name: 'x' })).rejects.toThrow(NotFound)
})

test('the same attributes written in another order are no change: no event, no new version', async () => {
  const attributes = { zeta: 1, b: { long: [1, 2], a: null }, alpha: 'x' }
  const { id } = await makeUser(context(), { attributes })
  const before = await getUser(context(), id)
  const after = await update({ id, attributes: { alpha: 'x', zeta: 1, b: { a: null, long: [1, 2] } } })
  expect(after.version).toBe(before.version)
  expect((await eventsOf(id)).map((event) => event.name)).toEqual(['user.created'])
  const changed = await update({ id, attributes: { ...attributes, b: { long: [2, 1], a: null } } })
  expect(changed.version).toBe(before.version + 1)
})

test('a change that deactivates is done with all it changes, or not at all, when it is the plan that was reviewed', async () => {
  const { id, username } = await makeUser(context(), {
    name: 'Ada',
    email: `${uniqueName('ada')}@example.org`,
  })
  await administrator()
  const change = { id, name: 'Grace', email: null, isActive: false, reason: 'Left' }
  const seen = await planDeactivation(context(), { ids: [id] })
  const secret = await openSessionOf(id)
  const refusal = await refusalOf(update({ ...change, review: { hash: seen.hash } }))
  expect(refusal).toBeInstanceOf(Conflict)
  const now = await planDeactivation(context(), { ids: [id] })
  expect(now.ends).toEqual([{ kind: 'sessions', count: 1 }])
  expect(refusal instanceof Conflict && refusal.current).toEqual(now)
  expect(await getUser(context(), id)).toMatchObject({ name: 'Ada', deactivatedAt: null, version: 1 })
  expect(await authenticateSession(database.db, secret, testTime)).toBeDefined()

  await update({ ...change, review: { hash: now.hash } })
  expect(await getUser(context(), id)).toMatchObject({
    ...{ username, name: 'Grace', email: null, deactivatedAt: testTime, deactivationReason: 'Left' },
  })
  expect(await authenticateSession(database.db, secret, testTime)).toBeUndefined()
})

test('what the plan of a deactivation says ends with a changed address, too, does not make it another plan', async () => {
  const { id } = await makeUser(context(), { email: `${uniqueName('ada')}@example.org` })
  await administrator()
  await mailRecoveryLink(context(), { userId: id, lifetimeMinutes: 60 })
  const { hash, ends } = await planDeactivation(context(), { ids: [id] })
  expect(ends).toEqual([{ kind: 'recoveryLinks', count: 1 }])
  await update({ id, email: null, isActive: false, review: { hash } })
  expect((await getUser(context(), id)).deactivatedAt).toEqual(testTime)
})

test('a form takes nobody out of service without a review, whoever they are, and may do all else without', () => {
  const review = { hash: 'seen' }
  expect(ReviewedUpdate.safeParse({ id: 1, isActive: false }).error?.issues[0]?.path).toEqual(['isActive'])
  for (const change of [{ isActive: false, review }, { isActive: true }, { name: 'Ada' }])
    expect(ReviewedUpdate.safeParse({ id: 1, ...change }).success).toBe(true)
})
