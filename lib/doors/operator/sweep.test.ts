import { expect, test } from 'vitest'
import { apiTokens, mails, recoveryLinks, sessions, signInTickets } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { type BackgroundTask, seldom } from '@/lib/kernel/background'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { sweep } from './sweep'

const database = testDatabase({ alsoEmbedded: true })
const day = 24 * 3_600_000
const ago = (days: number) => new Date(testTime.getTime() - days * day)
const at = (ms = 0) => contextFor(database.db, { type: 'system' }, new Date(testTime.getTime() + ms))

/** One of each, ended so many days ago. */
async function endedOnes(userId: number, days: number) {
  const expiresAt = ago(days)
  const createdAt = new Date(expiresAt.getTime() - day)
  const secret = () => hashSecret(newSecret())
  const own = () => ({ id: uuidv7(createdAt), tokenHash: secret(), userId, createdAt, expiresAt })
  await database.db.insert(sessions).values({ ...own(), lastSeenAt: createdAt, authenticatedAt: createdAt })
  await database.db.insert(apiTokens).values({ ...own(), description: '' })
  await database.db.insert(recoveryLinks).values({ ...own(), createdBy: 'somebody', usedAt: createdAt })
  await database.db
    .insert(signInTickets)
    .values({ ...{ tokenHash: secret(), userId, purpose: 'session', passwordFingerprint: '' }, expiresAt })
  await database.db.insert(mails).values({
    ...{
      id: uuidv7(createdAt),
      kind: 'test',
      userId,
      recipient: 'a@example.com',
      subject: 'A',
      status: 'sent',
    },
    ...{ createdAt, expiresAt, finishedAt: expiresAt },
  })
}

async function kept() {
  const { db } = database
  return {
    sessions: await db.$count(sessions),
    tokens: await db.$count(apiTokens),
    links: await db.$count(recoveryLinks),
    tickets: await db.$count(signInTickets),
    mails: await db.$count(mails),
  }
}

test('what ended goes when its time to be read about is over, and nothing before', async () => {
  const { id } = await makeUser(contextFor(database.db))
  for (const days of [-1, 0.9, 1.1, 29.9, 30.1, 89.9, 90.1]) await endedOnes(id, days)
  expect(await sweep(at())).toBe(false)
  expect(await kept()).toEqual({ sessions: 4, tokens: 6, links: 6, tickets: 2, mails: 6 })
})

test('many are removed in turns', async () => {
  const { id: userId } = await makeUser(contextFor(database.db))
  const ticket = { userId, purpose: 'session' as const, passwordFingerprint: '', expiresAt: ago(2) }
  const many = Array.from({ length: 501 }, () => ({ ...ticket, tokenHash: hashSecret(newSecret()) }))
  await database.db.insert(signInTickets).values(many)
  const before = await database.db.$count(signInTickets)
  expect(await sweep(at())).toBe(true)
  expect(await database.db.$count(signInTickets)).toBe(before - 500)
  expect(await sweep(at())).toBe(false)
})

test('what is done seldom goes on while there is more, and then rests', async () => {
  const answers = [true, false, false]
  let rounds = 0
  const task: BackgroundTask = seldom(60_000, async () => answers[rounds++] ?? false)
  expect([await task(at(0)), await task(at(1)), await task(at(2))]).toEqual([true, false, false])
  expect(rounds).toBe(2)
  await task(at(60_001))
  expect(rounds).toBe(3)
})
