import { eq } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { mails } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { parseEnv } from '@/lib/kernel/env'
import { Conflict } from '@/lib/kernel/errors'
import { queueMail, smtpTo } from '@/testing/mail'
import { startSmtp, startTcp } from '@/testing/mail-servers'
import { contextFor, testTime } from '@/testing/world'
import { deliverDueMail, deliverMail } from './deliver'
import { retryMail } from './retry'
import type { HandOver } from './transport'

const database = testDatabase()
const after = (seconds: number) =>
  contextFor(database.db, undefined, new Date(testTime.getTime() + seconds * 1000))

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** So that the background of one test does not meet the mails of another. */
const finishAll = () => database.db.update(mails).set({ status: 'cancelled', dueAt: null, content: null })

async function rowOf(id: string) {
  const [row] = await database.db.select().from(mails).where(eq(mails.id, id))
  return row
}

/** A server that greets when told to. */
async function startHesitant() {
  const greetings: (() => void)[] = []
  const server = await startSmtp({
    onConnect: (_session, done) => void greetings.push(() => done()),
  })
  return { ...server, greetings, greet: () => greetings.pop()?.() }
}

/** On a loaded machine a server and a database need a while. */
const soon = { timeout: 10_000 }

/** Lets sockets go on while timers stand still. */
async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

const { SMTP_CONNECTION_TIMEOUT, SMTP_GREETING_TIMEOUT } = parseEnv({})
const unset = {
  connectionMs: SMTP_CONNECTION_TIMEOUT * 1000,
  greetingMs: SMTP_GREETING_TIMEOUT * 1000,
  conversationMs: 30_000,
}

const mail = { id: '1', recipient: 'ada@example.org', subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' }

/** A mail on its way to a server that has accepted the connection and says nothing, with time standing still. */
async function sendToHesitant() {
  const server = await startHesitant()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const timer = vi.spyOn(globalThis, 'setTimeout')
  const answer = smtpTo(server.port, {}, { ...unset, connectionMs: 20_000 }).send(mail)
  const isGreetingAwaited = () => timer.mock.calls.some(([, ms]) => ms === unset.greetingMs)
  await until(isGreetingAwaited)
  // The server itself waits for a moment, to catch whoever talks first.
  vi.advanceTimersByTime(100)
  await until(() => server.greetings.length === 1)
  return { server, answer }
}

test('unless set otherwise, a server that greets after 29 seconds gets the mail', async () => {
  const { server, answer } = await sendToHesitant()
  vi.advanceTimersByTime(29_800)
  server.greet()
  expect(await answer).toMatchObject({ outcome: 'sent' })
  expect(server.received).toHaveLength(1)
  await server.stop()
})

test('unless set otherwise, a server that has not greeted after 30 seconds is given up', async () => {
  const { server, answer } = await sendToHesitant()
  vi.advanceTimersByTime(29_900)
  expect(await answer).toEqual({ outcome: 'postponed', answer: 'no greeting within 30 s' })
  await server.stop()
})

test('a mail to a server that greets too late stays queued and goes at the next try', async () => {
  await finishAll()
  const silent = await startTcp(() => {})
  const { id } = await queueMail(database.db)
  const hasty = smtpTo(silent.port, {}, { ...unset, greetingMs: 50 })
  const told = await deliverMail(after(0), id, hasty, 60_000)
  expect(told).toMatchObject({ status: 'postponed', answer: 'no greeting within 0.05 s' })
  silent.stop()
  const nextTry = told.nextTryAt ?? undefined
  expect(await rowOf(id)).toMatchObject({ status: 'queued', dueAt: nextTry, claimedAt: null })
  const server = await startSmtp()
  await deliverDueMail(contextFor(database.db, undefined, nextTry), smtpTo(server.port, {}, unset))
  expect(await rowOf(id)).toMatchObject({ status: 'sent', claimedAt: null })
  expect(server.received).toHaveLength(1)
  await server.stop()
})

test('after a try that took long a mail has its pause before the next one', async () => {
  await finishAll()
  const { id } = await queueMail(database.db)
  vi.useFakeTimers({ toFake: ['performance'] })
  const slow = vi.fn(async (): Promise<HandOver> => {
    vi.advanceTimersByTime(630_000)
    return { outcome: 'postponed', answer: 'no greeting within 300 s' }
  })
  const transport = { ...smtpTo(1), longestMs: 630_000, send: slow }
  expect(await deliverMail(after(0), id, transport, 60_000)).toMatchObject({ nextTryAt: after(690).now })
  await deliverDueMail(after(689), transport)
  expect(slow).toHaveBeenCalledTimes(1)
  await deliverDueMail(after(690), transport)
  expect(slow).toHaveBeenCalledTimes(2)
  expect(await rowOf(id)).toMatchObject({ status: 'queued', dueAt: after(690 + 630 + 5 * 60).now })
})

test('whoever waits is told in time that the mail is still being sent, and it goes on', async () => {
  const server = await startHesitant()
  const { id } = await queueMail(database.db)
  const transport = smtpTo(server.port, {}, unset)
  const told = await deliverMail(after(0), id, transport, 20)
  const answer = 'The mail server has not answered yet. Settings, Mail shows what comes of it.'
  expect(told).toEqual({ status: 'sending', answer, nextTryAt: null })
  expect(await deliverMail(after(1), id, transport)).toEqual(told)
  await until(() => server.greetings.length === 1)
  server.greet()
  await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ status: 'sent' }), soon)
  await server.stop()
  expect(server.received).toHaveLength(1)
})

test.each([
  ['the default', unset, 90],
  ['the longest', { connectionMs: 300_000, greetingMs: 300_000, conversationMs: 30_000 }, 630],
])('with %s limits, nobody else sends a mail that is still being sent', async (_limits, limits, seconds) => {
  await finishAll()
  const server = await startHesitant()
  const { id } = await queueMail(database.db)
  const transport = smtpTo(server.port, {}, limits)
  expect(transport.longestMs).toBe(seconds * 1000)
  await deliverMail(after(0), id, transport, 0)
  await until(() => server.greetings.length === 1)
  const last = after(seconds + 29)
  await deliverDueMail(last, transport)
  expect(await deliverMail(last, id, transport, 0)).toMatchObject({ status: 'sending' })
  await expect(retryMail(last, id, transport)).rejects.toThrow(Conflict)
  server.greet()
  await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ status: 'sent' }), soon)
  await server.stop()
  expect(server.received).toHaveLength(1)
})

test('a mail that was postponed can be tried again at once', async () => {
  const { id } = await queueMail(database.db)
  const gone = await startSmtp()
  await gone.stop()
  expect(await deliverMail(after(0), id, smtpTo(gone.port, {}, unset), 60_000)).toMatchObject({
    status: 'postponed',
  })
  const server = await startSmtp()
  expect(await retryMail(after(1), id, smtpTo(server.port, {}, unset))).toMatchObject({ status: 'sent' })
  await server.stop()
})

test('the limits are whole seconds from 1 to 300, and 30 unless set', () => {
  expect([SMTP_CONNECTION_TIMEOUT, SMTP_GREETING_TIMEOUT]).toEqual([30, 30])
  const longest = parseEnv({ SMTP_CONNECTION_TIMEOUT: '1', SMTP_GREETING_TIMEOUT: '300' })
  expect(longest).toMatchObject({ SMTP_CONNECTION_TIMEOUT: 1, SMTP_GREETING_TIMEOUT: 300 })
  for (const name of ['SMTP_CONNECTION_TIMEOUT', 'SMTP_GREETING_TIMEOUT']) {
    for (const wrong of ['0', '301', '1.5', '30s']) {
      expect(() => parseEnv({ [name]: wrong })).toThrow(new RegExp(`^${name} must be [^\\n]+\\.$`))
    }
  }
})
