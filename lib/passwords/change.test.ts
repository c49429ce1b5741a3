import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, mails, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { hashPassword, verifyPassword } from '@/lib/access/hash'
import type { SignedInContext } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Conflict, Invalid, LimitReached } from '@/lib/kernel/errors'
import { noRights } from '@/lib/rights/rights'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { changeOwnPassword } from './change'

const database = testDatabase()
const old = 'plum orbit candle fifty'
const next = 'seven quiet lanterns'

async function signedIn(email: string | null = null): Promise<SignedInContext> {
  const { id, username } = await makeUser(contextFor(database.db), { email })
  await database.db
    .update(users)
    .set({ passwordHash: await hashPassword(old) })
    .where(eq(users.id, id))
  const sessionId = await session(id)
  const actor = { type: 'user' as const, userId: id, label: username, rights: noRights, sessionId }
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

test('the owner is told by mail when there is an address', async () => {
  const silent = await signedIn()
  const ctx = await signedIn('ada@example.org')
  await change(silent, old, next)
  await change(ctx, old, next)
  const queued = await database.db.select().from(mails)
  expect(queued).toMatchObject([
    { kind: 'password-changed', recipient: 'ada@example.org', userId: ctx.actor.userId, status: 'queued' },
  ])
})

test('a password that was not changed is not told of', async () => {
  const ctx = await signedIn('bob@example.org')
  await expect(change(ctx, 'not the old one', next)).rejects.toThrow(Invalid)
  expect(await database.db.$count(mails, eq(mails.recipient, 'bob@example.org'))).toBe(0)
})
