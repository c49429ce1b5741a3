import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mailAttempts, mails } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { freePort } from '@/db/testing-server'
import { link, queueMail, smtpTo } from '@/testing/mail'
import { startSmtp, startTcp } from '@/testing/mail-servers'
import { contextFor, testTime } from '@/testing/world'
import { deliverMail } from './deliver'
import { retryMail } from './retry'
import type { Transport } from './transport'

const database = testDatabase()
const at = (minutes: number) =>
  contextFor(database.db, undefined, new Date(testTime.getTime() + minutes * 60_000))

async function rowOf(id: string) {
  const [row] = await database.db.select().from(mails).where(eq(mails.id, id))
  return row
}

const attemptsOf = (id: string) => database.db.select().from(mailAttempts).where(eq(mailAttempts.mailId, id))

/** Whatever went wrong: the mail is still there, in full, and goes once, as soon as a server takes it. */
async function expectKeptAndSentLater(id: string) {
  const server = await startSmtp()
  try {
    const answer = await retryMail(at(10), id, smtpTo(server.port))
    expect(answer).toMatchObject({ status: 'sent', answer: '250 kept as number 7', nextTryAt: null })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.to).toEqual(['ada@example.org'])
  } finally {
    await server.stop()
  }
  expect(await rowOf(id)).toMatchObject({ status: 'sent', content: null, dueAt: null })
}

async function expectPostponed(transport: Transport, answer: string | RegExp) {
  const { id } = await queueMail(database.db)
  const delivery = await deliverMail(at(0), id, transport)
  expect(delivery).toMatchObject({
    status: 'postponed',
    answer: expect.stringMatching(answer),
    nextTryAt: at(1).now,
  })
  expect(await rowOf(id)).toMatchObject({ status: 'queued', dueAt: at(1).now, finishedAt: null })
  expect(await attemptsOf(id)).toMatchObject([{ outcome: 'postponed', answer: delivery.answer }])
  await expectKeptAndSentLater(id)
}

test('a server that takes the mail: sent, with its own words, and the content is gone', async () => {
  const server = await startSmtp()
  const { id } = await queueMail(database.db)
  expect((await rowOf(id))?.content).not.toContain(link)
  const delivery = await deliverMail(at(0), id, smtpTo(server.port))
  await server.stop()
  expect(delivery).toEqual({ status: 'sent', answer: '250 kept as number 7', nextTryAt: null })
  expect(await rowOf(id)).toMatchObject({ status: 'sent', content: null, dueAt: null, finishedAt: testTime })
  const [mail] = server.received
  expect(mail?.to).toEqual(['ada@example.org'])
  expect(mail?.source).toContain(`Message-ID: <${id}@id.example.org>`)
  expect(mail?.source).toContain('From: Latchkey <id@example.org>')
  expect(mail?.source).toContain('multipart/alternative')
  expect(mail?.source).toMatch(/^Subject: =\?UTF-8\?/m)
})

test('a server that refuses connections: postponed', async () => {
  await expectPostponed(smtpTo(await freePort()), /^connection refused$/)
})

test('a server that says nothing: postponed', async () => {
  const server = await startTcp(() => {})
  await expectPostponed(smtpTo(server.port), /^no greeting within 0.5 s$/)
  server.stop()
})

test('a server that keeps us waiting drop by drop: postponed', async () => {
  const server = await startTcp((socket) => {
    socket.write('220-hello\r\n')
    const drip = setInterval(() => socket.write('220-hello\r\n'), 50)
    socket.on('close', () => clearInterval(drip))
  })
  await expectPostponed(smtpTo(server.port), /^no greeting within 0.5 s$/)
  server.stop()
})

test('a server that hangs up in the middle of the mail: postponed', async () => {
  const replies = ['250 hello', '250 sender ok', '250 recipient ok', '354 go on']
  const server = await startTcp((socket) => {
    socket.write('220 here\r\n')
    socket.on('data', () => {
      const reply = replies.shift()
      if (reply) socket.write(`${reply}\r\n`)
      else socket.destroy()
    })
  })
  await expectPostponed(smtpTo(server.port), /closed|reset/i)
  expect(replies).toEqual([])
  server.stop()
})

test('a recipient the server does not know: failed at once, with its own words, and can be tried again', async () => {
  const server = await startSmtp({
    onRcptTo(_address, _session, done) {
      done(Object.assign(new Error('no such user'), { responseCode: 550 }))
    },
  })
  const { id } = await queueMail(database.db)
  const delivery = await deliverMail(at(0), id, smtpTo(server.port))
  await server.stop()
  expect(delivery).toEqual({ status: 'failed', answer: '550 no such user', nextTryAt: null })
  expect(await rowOf(id)).toMatchObject({ status: 'failed', finishedAt: testTime })
  expect(await attemptsOf(id)).toMatchObject([{ outcome: 'refused', answer: '550 no such user' }])
  await expectKeptAndSentLater(id)
})

test('a server that is busy (4xx): postponed', async () => {
  const server = await startSmtp({
    onRcptTo(_address, _session, done) {
      done(Object.assign(new Error('try later'), { responseCode: 450 }))
    },
  })
  await expectPostponed(smtpTo(server.port), /^450 try later$/)
  await server.stop()
})

test('a server that demands STARTTLS: used when offered, with the certificate checked', async () => {
  const server = await startSmtp({
    hideSTARTTLS: false,
    onMailFrom(_address, session, done) {
      if (session.secure) done()
      else done(Object.assign(new Error('Must issue a STARTTLS command first'), { responseCode: 530 }))
    },
  })
  const { id } = await queueMail(database.db)
  const options = '?tls.rejectUnauthorized=false'
  expect(await deliverMail(at(0), id, smtpTo(server.port, { options }))).toMatchObject({ status: 'sent' })
  expect(server.received[0]?.isSecure).toBe(true)
  await expectPostponed(smtpTo(server.port), /certificate/)
  await server.stop()
})

test('requireTLS sends nothing to a server without STARTTLS', async () => {
  const server = await startSmtp({ disabledCommands: ['STARTTLS'] })
  await expectPostponed(smtpTo(server.port, { options: '?requireTLS=true' }), /./)
  expect(server.received).toEqual([])
  await server.stop()
})

test('a server that demands authentication: postponed without, and with wrong credentials; sent with right ones', async () => {
  const server = await startSmtp({ authOptional: false })
  await expectPostponed(smtpTo(server.port), /^530 /)
  await expectPostponed(smtpTo(server.port, { login: 'ada:wrong@' }), /^535 /)
  const { id } = await queueMail(database.db)
  expect(await deliverMail(at(0), id, smtpTo(server.port, { login: 'ada:right@' }))).toMatchObject({
    status: 'sent',
  })
  expect(server.received[0]?.user).toBe('ada')
  await server.stop()
})

test('what a server quotes of the mail, or of our password, is not kept', async () => {
  const server = await startSmtp({
    onRcptTo(_address, _session, done) {
      const reason = `bad content ${link} token a-secret-nobody-may-read-0123456789 login swordfish`
      done(Object.assign(new Error(reason), { responseCode: 554 }))
    },
    onAuth: (_auth, _session, done) => done(null, { user: 'ada' }),
  })
  const { id } = await queueMail(database.db)
  const { answer } = await deliverMail(at(0), id, smtpTo(server.port, { login: 'ada:swordfish@' }))
  await server.stop()
  expect(answer).toMatch(/^554 bad content …/)
  const kept = JSON.stringify([await rowOf(id), await attemptsOf(id)])
  expect(kept).not.toMatch(/a-secret-nobody|swordfish/)
})
