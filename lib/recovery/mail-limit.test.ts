import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { mails, recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { uuidv7 } from '@/lib/kernel/crypto'
import { contextFor, makeUser, testTime } from '@/testing/world'
import type { LinkKind } from './link-state'
import { isMailedEnough } from './mail-limit'
import { drawLink, placeLink } from './new-link'

const database = testDatabase()
const address = 'ada@example.org'
const at = (minutes: number) =>
  contextFor(database.db, undefined, new Date(testTime.getTime() + minutes * 60_000))
let userId: number

beforeEach(async () => {
  userId = (await makeUser(at(0))).id
})

type Mailed = { kind?: LinkKind; to?: string; status?: typeof mails.$inferInsert.status; lifetime?: number }

/** Makes a link of that minute with the mail it goes with; each takes the place of the one before. */
async function mailedAt(
  minutes: number,
  { kind = 'asked', to = address, status = 'sent', lifetime = 60 }: Mailed = {},
) {
  const ctx = at(minutes)
  const link = drawLink(ctx, lifetime)
  await placeLink(ctx, link, { userId, kind, createdBy: 'a test' })
  await database.db.update(recoveryLinks).set({ mailedTo: to }).where(eq(recoveryLinks.id, link.id))
  await database.db.insert(mails).values({
    ...{ id: uuidv7(ctx.now), kind: 'recovery', userId, recipient: to, subject: 'Your link', status },
    ...{ createdAt: ctx.now, expiresAt: link.expiresAt, recoveryLinkId: link.id },
  })
}

const isEnough = (minutes: number) => isMailedEnough(at(minutes), userId, 'ADA@example.org')

test('three links an hour are enough, counted to the millisecond', async () => {
  for (const minute of [0, 1]) await mailedAt(minute)
  expect(await isEnough(2)).toBe(false)
  await mailedAt(2)
  expect(await isEnough(3)).toBe(true)
  expect(await isEnough(60 - 1 / 60_000)).toBe(true)
  expect(await isEnough(60)).toBe(false)
})

test('ten links a day are enough, however far apart', async () => {
  const day = 24 * 60
  for (let n = 0; n < 9; n++) await mailedAt(n * 70, { lifetime: 2 * day })
  expect(await isEnough(629)).toBe(false)
  await mailedAt(630, { lifetime: 2 * day })
  expect(await isEnough(700)).toBe(true)
  expect(await isEnough(day - 1 / 60_000)).toBe(true)
  expect(await isEnough(day)).toBe(false)
})

test('only links that were asked for count, of the user, at the address, whose mail left or waits', async () => {
  await mailedAt(0)
  await mailedAt(0, { kind: 'given' })
  await mailedAt(0, { to: 'grace@example.org' })
  for (const status of ['failed', 'cancelled'] as const) await mailedAt(0, { status })
  const ada = userId
  userId = (await makeUser(at(0))).id
  for (const minute of [0, 1, 2]) await mailedAt(minute)
  userId = ada
  await mailedAt(1, { status: 'queued' })
  expect(await isEnough(2)).toBe(false)
  await mailedAt(2, { status: 'captured' })
  expect(await isEnough(3)).toBe(true)
})

test('it is not enough once the last one works no longer', async () => {
  for (const minute of [0, 1, 2]) await mailedAt(minute, { lifetime: 30 })
  expect(await isEnough(31)).toBe(true)
  expect(await isEnough(32)).toBe(false)
})
