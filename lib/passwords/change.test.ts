import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, mails, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { SignedInContext } from '@/lib/context'
import { uuidv7 } from '@/lib/crypto'
import { Conflict, Invalid, LimitReached } from '@/lib/errors'
import { contextFor, makeUser, testTime, uniqueName } from '@/lib/testing'
import { changeOwnPassword } from './change'
import { hashPassword, verifyPassword } from './hash'

const database = testDatabase()
const old = 'plum orbit candle fifty'
const next = 'seven quiet lanterns'

async function signedIn(): Promise<SignedInContext> {
  const { id, username } = await makeUser(contextFor(database.db))
  await database.db
    .update(users)
    .set({ passwordHash: await hashPassword(old) })
    .where(eq(users.id, id))
  const sessionId = await session(id)
  const actor = { type: 'user' as const, userId: id, label: username, isAdministrator: false, sessionId }
  return { ...contextFor(database.db), actor }
}

async function session(userId: number): Promise<string> {
  const id = uuidv7(testTime)
  const times = { createdAt: testTime, lastSeenAt: testTime, authenticatedAt: testTime, expiresAt: testTime }
  await database.db.insert(sessions).values({ id, tokenHash: uniqueName(), userId, ...times })
  return id
}

const change = (ctx: SignedInContext, currentPassword: string, newPassword: string) =>
  changeOwnPassword(ctx, { currentPassword, newPassword, repeatPassword: newPassword })

test('a new password ends every other session and keeps this one', async () => {
  const ctx = await signedIn()
  const other = await session(ctx.actor.userId)
  expect(await change(ctx, old, next)).toEqual({ endedSessions: 1 })
  const rows = await database.db.select().from(sessions).where(eq(sessions.userId, ctx.actor.userId))
  expect(rows.find((row) => row.id === other)?.revokedAt).toEqual(testTime)
  expect(rows.find((row) => row.id === ctx.actor.sessionId)?.revokedAt).toBeNull()
  const [user] = await database.db.select().from(users).where(eq(users.id, ctx.actor.userId))
  expect(await verifyPassword(user?.passwordHash ?? null, next)).toBe(true)
  expect(JSON.stringify(await database.db.select().from(events))).not.toContain(next)
})

test('without the current password nothing changes, and guessing it is throttled', async () => {
  const ctx = await signedIn()
  for (let tries = 0; tries < 10; tries++) await expect(change(ctx, 'guess', next)).rejects.toThrow(Invalid)
  await expect(change(ctx, old, next)).rejects.toThrow(LimitReached)
})

test('of two changes at once one wins and the other is told', async () => {
  const ctx = await signedIn()
  const tries = await Promise.allSettled([
    change(ctx, old, next),
    change(ctx, old, 'another long passphrase'),
  ])
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const lost = tries.find((each) => each.status === 'rejected')
  expect([Conflict, Invalid]).toContain(lost?.status === 'rejected' && lost.reason.constructor)
})

test('a password typed in another Unicode form is the same password', async () => {
  expect(await verifyPassword(await hashPassword('Cafe\u0301 noir au lait'), 'Café noir au lait')).toBe(true)
})

test('the owner is told by mail, in the same transaction, when there is an address', async () => {
  const ctx = await signedIn()
  const queued = () => database.db.select().from(mails).where(eq(mails.userId, ctx.actor.userId))
  await change(ctx, old, next)
  expect(await queued()).toEqual([])
  await database.db.update(users).set({ email: 'ada@example.org' }).where(eq(users.id, ctx.actor.userId))
  await expect(change(ctx, next, next)).resolves.toBeDefined()
  expect(await queued()).toMatchObject([
    { kind: 'password-changed', recipient: 'ada@example.org', status: 'queued' },
  ])
})
