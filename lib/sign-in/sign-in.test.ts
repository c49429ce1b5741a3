import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { eventSubjects, events, sessions, signInTickets, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { hashPassword } from '@/lib/access/hash'
import { absoluteLimitMs, idleLimitMs, touchEveryMs } from '@/lib/access/session-limits'
import type { Context } from '@/lib/kernel/context'
import { Invalid, LimitReached } from '@/lib/kernel/errors'
import { noRights } from '@/lib/rights/rights'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { updateUser } from '@/lib/users/update'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { checkPassword } from './check-password'
import { openSession } from './open-session'

const database = testDatabase()
const password = 'plum orbit candle fifty'
const storedHash = hashPassword(password)

function visitor(now = testTime, ip = '192.0.2.7'): Context {
  const ctx = contextFor(database.db, { type: 'visitor' }, now)
  return { ...ctx, request: { ...ctx.request, ip } }
}

async function person(fields: { email?: string; isActive?: boolean } = {}) {
  const user = await makeUser(contextFor(database.db), fields)
  await database.db
    .update(users)
    .set({ passwordHash: await storedHash })
    .where(eq(users.id, user.id))
  return user
}

const at = (ms: number) => new Date(testTime.getTime() + ms)

async function signedIn(user: { username: string }, now = testTime) {
  const ctx = visitor(now, uniqueName('ip'))
  const { ticket } = await checkPassword(ctx, { identifier: user.username, password })
  const session = await openSession(ctx, ticket)
  if (!session) throw new Error('no session was opened')
  return session.secret
}

test('a session is bound to its user and stored only as a hash', async () => {
  const ada = await person()
  const secret = await signedIn(ada)
  expect(await authenticateSession(database.db, secret, testTime)).toMatchObject({
    type: 'user',
    userId: ada.id,
    rights: noRights,
  })
  const rows = await database.db.select().from(sessions).where(eq(sessions.userId, ada.id))
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('the username in another case or Unicode form and the e-mail address sign the same person in', async () => {
  const email = `${uniqueName('Straße')}@example.org`
  const ada = await person({ email })
  for (const identifier of [ada.username.toUpperCase(), email.toUpperCase(), email.normalize('NFD')]) {
    const { ticket } = await checkPassword(visitor(testTime, uniqueName('ip')), { identifier, password })
    expect((await openSession(visitor(), ticket))?.userId).toBe(ada.id)
  }
})

test('unknown, inactive and passwordless accounts and a wrong password get one answer', async () => {
  const names = [
    uniqueName('nobody'),
    (await person({ isActive: false })).username,
    (await makeUser(contextFor(database.db))).username,
  ]
  for (const identifier of names) {
    await expect(checkPassword(visitor(), { identifier, password })).rejects.toThrow(
      /^The username or password is not right\. After several wrong attempts the right ones wait up to 15 minutes; “Forgot password\?” works at once\.$/,
    )
  }
})

test('a failure is recorded by the same writes, and so in the same time, whatever account was named', async () => {
  const identifiers = [
    (await person()).username,
    uniqueName('nobody'),
    (await person({ isActive: false })).username,
    (await makeUser(contextFor(database.db))).username,
  ]
  for (const identifier of identifiers) {
    const ctx = visitor(testTime, uniqueName('ip'))
    await expect(checkPassword(ctx, { identifier, password: 'wrong' })).rejects.toThrow(Invalid)
    const written = await database.db
      .select({ type: eventSubjects.subjectType })
      .from(events)
      .innerJoin(eventSubjects, eq(eventSubjects.eventId, events.id))
      .where(eq(events.ip, ctx.request.ip ?? ''))
    expect(written).toHaveLength(1)
  }
})

test('a ticket opens one session, even for twenty who race', async () => {
  const { ticket } = await checkPassword(visitor(), { identifier: (await person()).username, password })
  const opened = await Promise.all(Array.from({ length: 20 }, () => openSession(visitor(), ticket)))
  expect(opened.filter(Boolean)).toHaveLength(1)
})

test('a ticket is refused after thirty seconds and when its user was deactivated meanwhile', async () => {
  const ada = await person()
  const late = await checkPassword(visitor(), { identifier: ada.username, password })
  expect(await openSession(visitor(at(30_001)), late.ticket)).toBeUndefined()
  const overtaken = await checkPassword(visitor(), { identifier: ada.username, password })
  await updateUser(contextFor(database.db), { id: ada.id, isActive: false, createFolder: false })
  expect(await openSession(visitor(), overtaken.ticket)).toBeUndefined()
  const rows = await database.db.select().from(signInTickets)
  expect(JSON.stringify(rows)).not.toContain(late.ticket)
})

test('a session ends by idleness and by age, to the millisecond', async () => {
  const secret = await signedIn(await person())
  const alive = async (ms: number) => Boolean(await authenticateSession(database.db, secret, at(ms)))
  expect(await alive(idleLimitMs)).toBe(false)
  for (let ms = touchEveryMs + 1; ms < absoluteLimitMs; ms += idleLimitMs - 1)
    expect(await alive(ms)).toBe(true)
  expect(await alive(absoluteLimitMs - 1)).toBe(true)
  expect(await alive(absoluteLimitMs)).toBe(false)
})

test('a use of a session is noted when the last is more than five minutes ago, and keeps no other session open', async () => {
  const [ada, grace] = [await person(), await person()]
  const [used, idle] = [await signedIn(ada), await signedIn(grace)]
  const lastSeen = async () => {
    const rows = await database.db.select().from(sessions).where(eq(sessions.userId, ada.id))
    return rows.map(({ lastSeenAt }) => lastSeenAt.getTime() - testTime.getTime())
  }
  expect(await authenticateSession(database.db, used, at(touchEveryMs))).toBeDefined()
  expect(await lastSeen()).toEqual([0])
  expect(await authenticateSession(database.db, used, at(touchEveryMs + 1))).toBeDefined()
  expect(await lastSeen()).toEqual([touchEveryMs + 1])
  expect(await authenticateSession(database.db, used, at(idleLimitMs))).toBeDefined()
  expect(await authenticateSession(database.db, idle, at(idleLimitMs))).toBeUndefined()
})

test('deactivation ends a session at its next use and activation does not bring it back', async () => {
  const ada = await person()
  const secret = await signedIn(ada)
  await updateUser(contextFor(database.db), { id: ada.id, isActive: false, createFolder: false })
  expect(await authenticateSession(database.db, secret, testTime)).toBeUndefined()
  await updateUser(contextFor(database.db), { id: ada.id, isActive: true, createFolder: false })
  expect(await authenticateSession(database.db, secret, testTime)).toBeUndefined()
})

test('a session whose revocation was forgotten is refused while its user is inactive', async () => {
  const ada = await person()
  const secret = await signedIn(ada)
  await database.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, ada.id))
  expect(await authenticateSession(database.db, secret, testTime)).toBeUndefined()
})

test('whoever signs in over a session ends it, whosesoever it was, and no other; a ticket that fails ends nothing', async () => {
  const [ada, grace] = [await person(), await person()]
  const isOpen = async (secret: string) => Boolean(await authenticateSession(database.db, secret, testTime))
  const over = async (held: string, user: { username: string }) => {
    const ctx = visitor(testTime, uniqueName('ip'))
    const { ticket } = await checkPassword(ctx, { identifier: user.username, password })
    return (await openSession(ctx, ticket, held))?.secret ?? ''
  }
  const [first, elsewhere] = [await signedIn(ada), await signedIn(ada)]
  expect(await openSession(visitor(), 'no ticket', first)).toBeUndefined()
  expect(await isOpen(first)).toBe(true)
  const second = await over(first, ada)
  const third = await over(second, grace)
  await over('unknown', grace)
  expect(await Promise.all([first, second, third, elsewhere].map(isOpen))).toEqual([false, false, true, true])
  // What has ended already ends no second time.
  await over(first, ada)
  const rows = await database.db.select().from(events).where(eq(events.name, 'session.revoked'))
  const told = rows.filter(({ subjects }) => subjects[0]?.id === String(ada.id))
  expect(told.map(({ actorUserId }) => actorUserId).sort()).toEqual([ada.id, grace.id].sort())
})

test('after five wrong passwords from one address the right one has to wait as well, known account or not', async () => {
  for (const identifier of [(await person()).username, uniqueName('nobody')]) {
    const ctx = visitor(testTime, uniqueName('ip'))
    for (let tries = 0; tries < 5; tries++) {
      await expect(checkPassword(ctx, { identifier, password: 'wrong' })).rejects.toThrow(Invalid)
    }
    await expect(checkPassword(ctx, { identifier: identifier.toUpperCase(), password })).rejects.toThrow(
      LimitReached,
    )
  }
})

test('somebody who changes to another address of their own IPv6 network has to wait as well', async () => {
  const identifier = uniqueName('nobody')
  const from = (host: number) => visitor(testTime, `2001:db8:5:7::${host.toString(16)}`)
  for (let host = 1; host <= 5; host++) {
    await expect(checkPassword(from(host), { identifier, password: 'wrong' })).rejects.toThrow(Invalid)
  }
  await expect(checkPassword(from(6), { identifier, password: 'wrong' })).rejects.toThrow(LimitReached)
})

test('somebody who guesses from elsewhere does not lock the owner out', async () => {
  const ada = await person()
  const attacker = visitor(testTime, uniqueName('ip'))
  for (let tries = 0; tries < 10; tries++) {
    await checkPassword(attacker, { identifier: ada.username, password: 'wrong' }).catch(() => {})
  }
  await expect(signedIn(ada)).resolves.toEqual(expect.any(String))
})

test('failed and successful sign-ins are events and hold no password', async () => {
  const ada = await person()
  await checkPassword(visitor(), { identifier: ada.username, password: 'wrong secret' }).catch(() => {})
  await signedIn(ada)
  const rows = await database.db.select().from(events)
  const about = rows.filter((row) => row.subjects.some((s) => s.id === String(ada.id))).map((row) => row.name)
  expect(about.sort()).toEqual(['user.created', 'user.sign_in_failed', 'user.signed_in'])
  expect(JSON.stringify(rows)).not.toContain('wrong secret')
  expect(JSON.stringify(rows)).not.toContain(password)
})
