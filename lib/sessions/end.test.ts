import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { revokeSessions, revokeSessionsOf } from '@/lib/access/sessions'
import type { SignedInContext } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { NotFound } from '@/lib/kernel/errors'
import { noRights } from '@/lib/rights/rights'
import { listOwnSessions } from '@/lib/sessions/list'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { revokeOwnSession, signOut } from './end'

const database = testDatabase({ alsoEmbedded: true })

async function signedIn(): Promise<SignedInContext> {
  const { id, username } = await makeUser(contextFor(database.db))
  const actor = { type: 'user' as const, userId: id, label: username, rights: noRights }
  return { ...contextFor(database.db), actor: { ...actor, sessionId: await session(id) } }
}

async function session(userId: number, createdAt = testTime): Promise<string> {
  const id = uuidv7(testTime)
  const times = { createdAt, lastSeenAt: testTime, authenticatedAt: testTime }
  const expiresAt = new Date(testTime.getTime() + 60_000)
  await database.db.insert(sessions).values({ id, tokenHash: uniqueName(), userId, ...times, expiresAt })
  return id
}

test('a person sees and ends their own sessions, and an ended one is gone from the list', async () => {
  const ctx = await signedIn()
  const other = await session(ctx.actor.userId)
  expect((await listOwnSessions(ctx)).map((each) => each.id).sort()).toEqual(
    [ctx.actor.sessionId, other].sort(),
  )
  await revokeOwnSession(ctx, other)
  expect((await listOwnSessions(ctx)).map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
    [ctx.actor.sessionId, true],
  ])
})

test('own sessions are listed with the newest first', async () => {
  const ctx = await signedIn()
  const ago = (minutes: number) => session(ctx.actor.userId, new Date(testTime.getTime() - minutes * 60_000))
  const [middle, oldest] = [await ago(5), await ago(9)]
  expect((await listOwnSessions(ctx)).map(({ id }) => id)).toEqual([ctx.actor.sessionId, middle, oldest])
})

test('ending another session of one’s own is told apart from signing out, and both are about its owner', async () => {
  const ctx = await signedIn()
  const other = await session(ctx.actor.userId)
  await revokeOwnSession(ctx, other)
  await signOut(ctx)
  const rows = await database.db.select().from(events).where(eq(events.actorUserId, ctx.actor.userId))
  const subjects = [{ type: 'user', id: String(ctx.actor.userId), label: ctx.actor.label }]
  expect(rows.map(({ name, subjects, details }) => ({ name, subjects, details }))).toEqual([
    { name: 'session.revoked', subjects, details: { sessionId: other } },
    { name: 'user.signed_out', subjects, details: { sessionId: ctx.actor.sessionId } },
  ])
})

test("nobody can end another person's session, nor learn that it exists", async () => {
  const [ada, mallory] = [await signedIn(), await signedIn()]
  await expect(revokeOwnSession(mallory, ada.actor.sessionId)).rejects.toThrow(NotFound)
  await expect(revokeOwnSession(mallory, uuidv7(testTime))).rejects.toThrow(NotFound)
  expect(await listOwnSessions(ada)).toHaveLength(1)
})

test('signing out twice at once leaves one event and no error', async () => {
  const ctx = await signedIn()
  await Promise.all([signOut(ctx), signOut(ctx)])
  const rows = await database.db.select().from(events).where(eq(events.name, 'user.signed_out'))
  expect(rows.filter((row) => row.actorUserId === ctx.actor.userId)).toHaveLength(1)
})

test('ending the sessions of some ends those still open, but for one that is spared, and nobody else’s', async () => {
  const [ada, grace] = [await signedIn(), await signedIn()]
  const ended = await session(ada.actor.userId)
  await revokeOwnSession(ada, ended)
  const [spared, other] = [ada.actor.sessionId, await session(ada.actor.userId)]
  const later = contextFor(database.db, undefined, new Date(testTime.getTime() + 1000))
  expect(await revokeSessionsOf(later, [ada.actor.userId], spared)).toBe(1)
  const rows = await database.db.select().from(sessions)
  const endOf = (of: string) => rows.find(({ id }) => id === of)?.revokedAt
  const expected = [testTime, later.now, null, null]
  expect([ended, other, spared, grace.actor.sessionId].map(endOf)).toEqual(expected)
  const strangers = await database.db.select().from(users).where(eq(users.devicesForgottenAt, later.now))
  expect(strangers.map(({ id }) => id)).toEqual([ada.actor.userId])
})

test('of named sessions just these end, and the devices of their users are forgotten', async () => {
  const [ada, grace] = [await signedIn(), await signedIn()]
  const later = contextFor(database.db, undefined, new Date(testTime.getTime() + 2000))
  await revokeSessions(later, [ada.actor.sessionId], [ada.actor.userId])
  expect([await listOwnSessions(ada), (await listOwnSessions(grace)).length]).toEqual([[], 1])
  const strangers = await database.db.select().from(users).where(eq(users.devicesForgottenAt, later.now))
  expect(strangers.map(({ id }) => id)).toEqual([ada.actor.userId])
})
