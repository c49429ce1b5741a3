import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { readCapturedMail } from '@/lib/recovery/captured-mail'
import { from, link, queueMail } from '@/testing/mail'
import { contextFor, somebody } from '@/testing/world'
import { deliverMail } from './deliver'
import { capturingTransport } from './transport-captured'
import { resendTransport } from './transport-resend'

const database = testDatabase()
const directory = mkdtempSync(join(tmpdir(), 'latchkey-mailbox-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const context = () => contextFor(database.db)

type Asked = { method: string | undefined; headers: IncomingMessage['headers']; body: unknown }

/** Resend, as far as we need it. */
async function fakeResend(status: number, answer: unknown) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const { method, headers } = request
    asked.push({ method, headers, body: await json(request) })
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const transport = resendTransport({ key: 're_key', baseUrl, from, timeoutMs: 500 })
  return { asked, transport, stop: () => server.close() }
}

test('Resend gets the mail with our key and the id of the mail, to one recipient', async () => {
  const resend = await fakeResend(200, { id: 'abc-1' })
  const { id } = await queueMail(database.db)
  const delivery = await deliverMail(context(), id, resend.transport)
  resend.stop()
  expect(delivery).toMatchObject({ status: 'sent', answer: expect.stringContaining('as abc-1') })
  expect(resend.asked).toMatchObject([
    {
      method: 'POST',
      headers: { authorization: 'Bearer re_key', 'idempotency-key': id },
      body: { from: '"Latchkey" <id@example.org>', to: ['ada@example.org'], subject: 'Grüße' },
    },
  ])
})

test.each([
  [401, 'invalid_api_key', 'API key is invalid', 'postponed'],
  [403, 'validation_error', 'The domain is not verified', 'postponed'],
  [429, 'rate_limit_exceeded', 'Too many requests', 'postponed'],
  [500, 'application_error', 'Something broke', 'postponed'],
  [422, 'invalid_from_address', 'The sender is not one', 'postponed'],
  [422, 'validation_error', 'Invalid `to` field', 'failed'],
])('Resend answers %i %s: its own words, %s and %s', async (statusCode, name, message, status) => {
  const resend = await fakeResend(statusCode, { statusCode, name, message })
  const { id } = await queueMail(database.db)
  const delivery = await deliverMail(context(), id, resend.transport)
  resend.stop()
  expect(delivery).toMatchObject({ status, answer: `${statusCode} ${message}` })
})

test('Resend that cannot be reached: postponed', async () => {
  const resend = await fakeResend(200, {})
  resend.stop()
  const { id } = await queueMail(database.db)
  expect(await deliverMail(context(), id, resend.transport)).toMatchObject({
    status: 'postponed',
    answer: expect.stringMatching(/^No answer from 127/),
  })
})

test('a captured mail is a file only its owner can read, and stays readable in the console', async () => {
  const transport = capturingTransport({ directory, from, host: 'id.example.org' })
  const { id, user } = await queueMail(database.db)
  expect(await deliverMail(context(), id, transport)).toMatchObject({ status: 'captured', nextTryAt: null })
  const file = join(directory, 'mailbox', `${id}.eml`)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory, 'mailbox')).mode & 0o777).toBe(0o700)
  expect(readFileSync(file, 'utf8')).toContain('To: ada@example.org')
  const mail = await readCapturedMail(context(), id)
  expect(mail).toMatchObject({ recipient: 'ada@example.org', text: `Go: ${link}` })
  await expect(readCapturedMail(contextFor(database.db, somebody(user.id)), id)).rejects.toThrow(Forbidden)
})

test('a mail that was not captured cannot be read', async () => {
  const { id } = await queueMail(database.db)
  await expect(readCapturedMail(context(), id)).rejects.toThrow(NotFound)
})

test('a mailbox that cannot be written postpones the mail and says so', async () => {
  const occupied = join(directory, 'occupied')
  writeFileSync(occupied, '')
  const transport = capturingTransport({ directory: occupied, from, host: 'id.example.org' })
  const { id } = await queueMail(database.db)
  expect(await deliverMail(context(), id, transport)).toMatchObject({
    status: 'postponed',
    answer: 'The mailbox folder cannot be written (ENOTDIR).',
  })
})
