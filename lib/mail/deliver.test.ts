import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, mailAttempts, mails, recoveryLinks, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import { from, link, queueMail } from '@/testing/mail'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { deliverDueMail, deliverMail } from './deliver'
import { enqueueMail } from './enqueue'
import { listMails, mailsOfUser } from './list'
import { retryMail } from './retry'
import { sendTestMail } from './send-test'
import type { HandOver, OutgoingMail, Transport } from './transport'

const database = testDatabase({ alsoEmbedded: true })
const minute = 60_000
const at = (minutes = 0) =>
  contextFor(database.db, undefined, new Date(testTime.getTime() + minutes * minute))

/** A way out that notes what it is given and answers as told. */
function fake(answer: HandOver = { outcome: 'sent', answer: '250 ok' }) {
  const given: OutgoingMail[] = []
  const send = async (mail: OutgoingMail) => {
    given.push(mail)
    return answer
  }
  const transport: Transport = { name: 'smtp', place: 'test', from, secrets: [], longestMs: 0, send }
  return { ...transport, given }
}

const busy: HandOver = { outcome: 'postponed', answer: '450 later' }

async function rowOf(id: string) {
  const [row] = await database.db.select().from(mails).where(eq(mails.id, id))
  return row
}

/** So that the background of one test does not meet the mails of another. */
const finishAll = () => database.db.update(mails).set({ status: 'cancelled', dueAt: null, content: null })

test('what is stored of a mail shows neither its link nor its words', async () => {
  const { id } = await queueMail(database.db)
  expect(JSON.stringify(await rowOf(id))).not.toMatch(/a-secret-nobody|href|Go:/)
})

test('two that deliver the same mail at once send it once', async () => {
  const { id } = await queueMail(database.db)
  const out = fake()
  const answers = await Promise.all([1, 2, 3, 4].map(() => deliverMail(at(), id, out)))
  expect(out.given).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 'sent').length).toBeGreaterThan(0)
})

test('a mail whose process died after the commit goes by the background of another, once', async () => {
  await finishAll()
  const { id } = await queueMail(database.db)
  const out = fake()
  expect(await deliverDueMail(at(), out)).toBe(false)
  await deliverDueMail(at(1), out)
  expect(out.given.map((mail) => mail.id)).toEqual([id])
})

test('a mail whose process died while sending is left alone for half a minute, then goes', async () => {
  await finishAll()
  const { id } = await queueMail(database.db)
  const dead = deliverMail(at(), id, { ...fake(), send: () => Promise.reject(new Error('killed')) })
  await expect(dead).rejects.toThrow('killed')
  const out = fake()
  await deliverDueMail(at(0.4), out)
  expect(out.given).toEqual([])
  await expect(retryMail(at(0.4), id, out)).rejects.toThrow(Conflict)
  await deliverDueMail(at(0.6), out)
  expect(out.given).toHaveLength(1)
})

test('a mail nobody takes is tried after 1, 5, 15 and 60 minutes and every hour, then given up without its content', async () => {
  await finishAll()
  const { id } = await queueMail(database.db)
  const out = fake(busy)
  const tries: number[] = []
  let delivery = await deliverMail(at(), id, out)
  while (delivery.nextTryAt && tries.length < 100) {
    const minutes = (delivery.nextTryAt.getTime() - testTime.getTime()) / minute
    await deliverDueMail(at(minutes - 0.01), out)
    expect(out.given).toHaveLength(tries.length + 1)
    tries.push(minutes)
    delivery = await deliverMail(at(minutes), id, out)
  }
  expect(tries.slice(0, 5)).toEqual([1, 6, 21, 81, 141])
  expect(delivery).toMatchObject({ status: 'failed', answer: '450 later' })
  await deliverDueMail(at(24 * 60), out)
  expect(await rowOf(id)).toMatchObject({ status: 'failed', content: null, dueAt: null })
  await expect(retryMail(at(24 * 60), id, out)).rejects.toThrow(Conflict)
})

test('a mail to somebody who was deactivated is cancelled, and its content gone', async () => {
  const { id, user } = await queueMail(database.db)
  const { hash } = await planDeactivation(at(), { ids: [user.id] })
  await deactivateUsers(at(), { selected: { ids: [user.id] }, review: { hash } })
  const out = fake()
  expect(await deliverMail(at(), id, out)).toMatchObject({ status: 'cancelled' })
  expect(out.given).toEqual([])
  expect(await rowOf(id)).toMatchObject({ status: 'cancelled', content: null, dueAt: null })
})

/** A mail to somebody new with a recovery link, and that link. */
async function queueLink(ended: Partial<typeof recoveryLinks.$inferInsert> = {}) {
  const { id: userId } = await makeUser(at())
  const recoveryLinkId = uuidv7(testTime)
  const expiresAt = at(60).now
  await database.db.insert(recoveryLinks).values({
    id: recoveryLinkId,
    tokenHash: recoveryLinkId,
    userId,
    createdAt: testTime,
    createdBy: 'Operator at the command line',
    mailedTo: 'ada@example.org',
    expiresAt,
    ...ended,
  })
  const message = { kind: 'recovery', subject: 'x', html: link, text: link } as const
  const id = await enqueueMail(at(), {
    message,
    recipient: 'ada@example.org',
    userId,
    recoveryLinkId,
    expiresAt,
  })
  return { id, userId }
}

test.each(['revokedAt', 'replacedAt', 'usedAt'] as const)(
  'a mail whose link ended (%s) is cancelled',
  async (ended) => {
    const { id } = await queueLink({ [ended]: testTime })
    const out = fake()
    expect(await deliverMail(at(), id, out)).toMatchObject({
      status: 'cancelled',
      answer: 'The link it carries has ended.',
    })
    expect(out.given).toEqual([])
  },
)

test('a mail that is cancelled while it is being sent is not said to be sending for good', async () => {
  const { id, userId } = await queueLink()
  const changeAddress = async (): Promise<HandOver> => {
    await database.db
      .update(users)
      .set({ email: 'new@example.org', emailKey: 'new@example.org' })
      .where(eq(users.id, userId))
    return { outcome: 'sent', answer: '250 ok' }
  }
  await deliverMail(at(), id, { ...fake(), send: changeAddress })
  expect(await rowOf(id)).toMatchObject({ status: 'cancelled', claimedAt: testTime })
  expect(await deliverMail(at(1), id, fake())).toEqual({ status: 'cancelled', answer: '', nextTryAt: null })
})

test.each([
  'a@example.org,b@example.org',
  'a@example.org, b@example.org',
  'a@example.org;b@example.org',
  'Ada <a@example.org>',
  '"a@example.org,b"@example.org',
  'a@example.org\r\nBcc: b@example.org',
  'a@example.org\nb',
  ' a@example.org',
  'undisclosed:a@example.org,b@example.org;',
  'a@exa\u2028mple.org',
  'ａ＠example.org',
])('what is not one plain address is refused, not sent: %j', async (recipient) => {
  const { id } = await queueMail(database.db, { recipient })
  const out = fake()
  expect(await deliverMail(at(), id, out)).toMatchObject({ status: 'failed' })
  expect(out.given).toEqual([])
})

test('what a server answers is kept in one short line', async () => {
  const { id } = await queueMail(database.db)
  const { answer } = await deliverMail(
    at(),
    id,
    fake({ ...busy, answer: `450\r\n\u001b[31m${'x'.repeat(900)}` }),
  )
  expect(answer).toMatch(/^450 \[31mx+$/)
  expect(answer).toHaveLength(500)
})

test('the log of mail tells kind, user, status and every attempt, and never what a mail says', async () => {
  const { id, user } = await queueMail(database.db)
  await deliverMail(at(), id, fake(busy))
  await retryMail(at(0.1), id, fake())
  const [mail, ...others] = await mailsOfUser(at(), user.id)
  expect(others).toEqual([])
  expect(mail).toMatchObject({ id, kind: 'recovery', username: user.username, status: 'sent' })
  expect(mail?.attempts.map(({ outcome, answer }) => [outcome, answer])).toEqual([
    ['sent', '250 ok'],
    ['postponed', '450 later'],
  ])
  expect(JSON.stringify(await listMails(at(), { size: 100 }))).not.toMatch(/a-secret-nobody|content/)
})

test('pages of the log lead through every mail once', async () => {
  for (let minutes = 0; minutes < 45; minutes++) await queueMail(database.db, { now: at(minutes).now })
  const seen: string[] = []
  for (let after: string | undefined, first = true; first || after; first = false) {
    const page = await listMails(at(), { size: 20, after })
    seen.push(...page.rows.map(({ id }) => id))
    after = page.next
  }
  const all = await database.db.select({ id: mails.id }).from(mails)
  expect(seen).toEqual(
    all
      .map(({ id }) => id)
      .sort()
      .reverse(),
  )
})

test('a test mail is sent to the address given, and leaves an event', async () => {
  const out = fake()
  expect(await sendTestMail(at(), 'ada@example.org', out)).toMatchObject({ status: 'sent', answer: '250 ok' })
  expect(out.given).toMatchObject([{ recipient: 'ada@example.org', subject: 'Test mail from Latchkey' }])
  const found = await database.db.select().from(events).where(eq(events.name, 'mail.test_requested'))
  expect(found).toMatchObject([
    { actorLabel: 'Operator at the command line', subjects: [{ label: 'Test mail to ada@example.org' }] },
  ])
})

test('nobody without the permission sees, retries or sends mail', async () => {
  const { id, user } = await queueMail(database.db)
  const ctx = contextFor(database.db, somebody(user.id))
  const out = fake()
  await expect(listMails(ctx, { size: 20 })).rejects.toThrow(Forbidden)
  await expect(mailsOfUser(ctx, user.id)).rejects.toThrow(Forbidden)
  await expect(retryMail(ctx, id, out)).rejects.toThrow(Forbidden)
  await expect(sendTestMail(ctx, 'ada@example.org', out)).rejects.toThrow(Forbidden)
  expect(out.given).toEqual([])
  expect(await database.db.$count(mailAttempts, eq(mailAttempts.mailId, id))).toBe(0)
})
