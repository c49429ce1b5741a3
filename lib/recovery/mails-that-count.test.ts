import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mails } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { localContext } from '@/lib/kernel/local-context'
import { deliverDueMail } from '@/lib/mail/deliver'
import type { HandOver } from '@/lib/mail/transport'
import { from } from '@/testing/mail'
import {
  askForToken,
  mailedToken,
  newPassword,
  newToken,
  personWithPassword,
  visitorAt,
} from '@/testing/recovery'
import { testTime, uniqueName } from '@/testing/world'
import { revokeRecoveryLink } from './change-link'
import { finishRecovery } from './finish'
import { findLink } from './look-up'
import { requestRecovery } from './request'
import { startRecovery } from './start'
import { getRecoveryLinkStatus } from './status'
import { workOffRecoveryRequest } from './work-off'

const database = testDatabase()
const minutesLater = (minutes: number) => new Date(testTime.getTime() + minutes * 60_000)
const background = (now = testTime) => localContext(database.db, { type: 'system' }, now)
const person = (fields = {}) =>
  personWithPassword(database.db, { email: `${uniqueName('p')}@example.org`, ...fields })

async function ask(identifier: string, now: Date) {
  await requestRecovery(visitorAt(database.db, now), { identifier })
  while (await workOffRecoveryRequest(background(now)));
}

const mailsOf = (id: number) => database.db.select().from(mails).where(eq(mails.userId, id))
const stateAt = async (token: string, now = testTime) =>
  (await findLink(visitorAt(database.db, now), token))?.state

test('three links an hour and ten a day go to one address, whoever asks by whatever name; the last one works', async () => {
  const email = `${uniqueName('p')}@example.org`
  const { id, username } = await person({ email })
  const hours = [0, 10, 20, 30, 60, 70, 80, 90, 120, 130, 140, 150, 180, 190, 250]
  const nextDay = [1430, 1440, 1450, 1460, 1470]
  const sent: number[] = []
  for (const minute of [...hours, ...nextDay]) {
    const before = (await mailsOf(id)).length
    await ask(minute % 20 === 0 ? username : email, minutesLater(minute))
    if ((await mailsOf(id)).length > before) sent.push(minute)
    const last = await mailedToken(database.db, id, 'asked')
    expect(await stateAt(last, minutesLater(minute))).toBe('open')
  }
  expect(sent).toEqual([...[0, 10, 20, 60, 70, 80, 120, 130, 140, 180], ...nextDay.slice(1, 4)])
})

test('what strangers use up stands in the way of no link by an administrator, and of nobody whose last one has ended', async () => {
  const user = await person()
  for (let n = 0; n < 4; n++) await askForToken(database.db, user)
  expect(await mailsOf(user.id)).toHaveLength(3)
  const last = await mailedToken(database.db, user.id, 'asked')
  await newToken(database.db, user.id)
  await finishRecovery(visitorAt(database.db), await startRecovery(visitorAt(database.db), last), newPassword)
  expect(await stateAt(await askForToken(database.db, user))).toBe('open')
})

/** A mail server that answers all that is due as told. */
function answerDue(outcome: HandOver['outcome']) {
  const send = async () => ({ outcome, answer: '' })
  return deliverDueMail(background(), {
    ...{ name: 'smtp', place: 'test', from, secrets: [], longestMs: 0, send },
  })
}

/** Asks so often, each time answered by the mail server, and says how many mails were made of it. */
async function mailsAfter(
  user: { id: number; username: string },
  asks: number,
  outcome: HandOver['outcome'],
) {
  const before = (await mailsOf(user.id)).length
  for (let n = 0; n < asks; n++) {
    await ask(user.username, testTime)
    await answerDue(outcome)
  }
  return (await mailsOf(user.id)).length - before
}

test.each(['sent', 'captured'] as const)(
  'mails that the server refuses count for nothing, those that are %s do',
  async (taken) => {
    const user = await person()
    expect(await mailsAfter(user, 4, 'refused')).toBe(4)
    expect(await mailsAfter(user, 4, taken)).toBe(3)
  },
)

test('mails cancelled because a newer one was asked for count for nothing', async () => {
  const user = await person()
  for (let n = 0; n < 4; n++) await ask(user.username, testTime)
  expect(await mailsOf(user.id)).toHaveLength(3)
  await answerDue('sent')
  expect((await mailsOf(user.id)).map(({ status }) => status).sort()).toEqual([
    ...['cancelled', 'cancelled', 'sent'],
  ])
  expect(await mailsAfter(user, 4, 'sent')).toBe(2)
})

test('a link whose mail failed is nobody’s way in: another is mailed however many were before', async () => {
  const user = await person()
  expect(await mailsAfter(user, 4, 'sent')).toBe(3)
  const operator = localContext(database.db, { type: 'operator' }, testTime)
  const last = await getRecoveryLinkStatus(operator, user.id, 'asked')
  await revokeRecoveryLink(operator, { userId: user.id, linkId: last?.id ?? '' })
  expect(await mailsAfter(user, 1, 'refused')).toBe(1)
  expect(await mailsAfter(user, 2, 'sent')).toBe(1)
})
