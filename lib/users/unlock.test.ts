import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, rateLimits, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { hashPassword } from '@/lib/access/hash'
import type { Context } from '@/lib/kernel/context'
import { Forbidden, LimitReached } from '@/lib/kernel/errors'
import { lockoutsOf } from '@/lib/limits/lockouts'
import { requestRecovery } from '@/lib/recovery/request'
import { rightsOfGifts } from '@/lib/rights/rights'
import { checkPassword } from '@/lib/sign-in/check-password'
import { makeAdministrator, refusalOf } from '@/testing/users'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import { planUnlock, unlockUsers } from './unlock'

const database = testDatabase()
const context = () => contextFor(database.db)
const password = 'plum orbit candle fifty'
const storedHash = hashPassword(password)

const stranger = (ip: string): Context => {
  const ctx = contextFor(database.db, { type: 'visitor' })
  return { ...ctx, request: { ...ctx.request, ip } }
}

async function person() {
  const user = await makeUser(context(), { email: `${uniqueName('Strasse')}@example.org` })
  await database.db
    .update(users)
    .set({ passwordHash: await storedHash })
    .where(eq(users.id, user.id))
  return user
}

/** Tries a wrong password until the door is shut, from one address. */
async function failAt(identifier: string, ip = '192.0.2.9') {
  await database.db.delete(rateLimits)
  for (let i = 0; i < 5; i++) await refusalOf(checkPassword(stranger(ip), { identifier, password: 'wrong' }))
}

const tryAgain = (identifier: string, ip = '192.0.2.9') =>
  checkPassword(stranger(ip), { identifier, password })

test('whoever was locked out signs in at once after unlocking, by username and by e-mail address', async () => {
  const user = await person()
  const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
  for (const identifier of [user.username.toUpperCase(), row?.email ?? '']) {
    await failAt(identifier)
    await expect(tryAgain(identifier)).rejects.toThrow(LimitReached)
    expect(await lockoutsOf(context(), user.id)).toMatchObject([{ what: 'sign-in', from: 'some addresses' }])
    const plan = await planUnlock(context(), { ids: [user.id] })
    await unlockUsers(context(), { selected: { ids: [user.id] }, review: { hash: plan.hash } })
    expect(await lockoutsOf(context(), user.id)).toEqual([])
    expect(await tryAgain(identifier)).toMatchObject({ ticket: expect.any(String) })
  }
  const rows = await database.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'user.unlocked')))
  expect(rows.map(({ subjects }) => subjects[0]?.id)).toEqual([String(user.id), String(user.id)])
})

test('unlocking lifts what counts "Forgot password?" too', async () => {
  const user = await person()
  await database.db.delete(rateLimits)
  const ask = () => requestRecovery(stranger('192.0.2.9'), { identifier: user.username })
  for (let i = 0; i < 5; i++) await ask()
  await expect(ask()).rejects.toThrow(LimitReached)
  expect(await lockoutsOf(context(), user.id)).toMatchObject([{ what: 'recovery', from: 'some addresses' }])
  await unlockUsers(context(), { selected: { ids: [user.id] } })
  await ask()
})

test('others stay as locked out as they were', async () => {
  const [user, other] = [await person(), await person()]
  await failAt(other.username)
  expect(await unlockUsers(context(), { selected: { ids: [user.id] } })).toEqual({ count: 0 })
  expect((await planUnlock(context(), { ids: [user.id, other.id] })).rows.map(({ id }) => id)).toEqual([
    other.id,
  ])
  await expect(tryAgain(other.username)).rejects.toThrow(LimitReached)
})

test('a lock-out is over by the clock, and then there is nothing to unlock', async () => {
  const user = await person()
  await failAt(user.username)
  const [counter] = await database.db.select().from(rateLimits).limit(1)
  const later = { ...context(), now: new Date((counter?.expire?.getTime() ?? 0) + 60 * 60_000) }
  expect(await lockoutsOf(later, user.id)).toEqual([])
  const plan = await planUnlock(later, { ids: [user.id] })
  expect([plan.count, plan.warnings]).toEqual([0, ['1 is not locked out.']])
})

test('nobody unlocks without the permission; whoever has it may unlock those above them, by which they gain nothing', async () => {
  const above = await makeAdministrator(context())
  await failAt(above.label)
  const selected = { ids: [above.userId] }
  await expect(unlockUsers(contextFor(database.db, somebody()), { selected })).rejects.toThrow(Forbidden)
  await expect(lockoutsOf(contextFor(database.db, somebody()), above.userId)).rejects.toThrow(Forbidden)
  const rights = rightsOfGifts([{ permission: 'users.unlock', role: null, scope: { kind: 'everything' } }])
  const helper = contextFor(database.db, { ...above, userId: (await person()).id, rights })
  expect(await unlockUsers(helper, { selected })).toEqual({ count: 1 })
})

test('to a stranger a locked account is as a locked name that nobody has', async () => {
  const user = await person()
  const answers = []
  for (const identifier of [user.username, uniqueName('nobody')]) {
    await failAt(identifier)
    answers.push(String(await refusalOf(tryAgain(identifier))))
  }
  expect(answers[0]).toBe(answers[1])
})
