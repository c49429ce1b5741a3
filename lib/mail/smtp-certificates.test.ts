import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseEnv } from '@/lib/kernel/env'
import { certificateFor, privateAuthority } from '@/testing/certificates'
import { smtpTo } from '@/testing/mail'
import { startSmtp } from '@/testing/mail-servers'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-authorities-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function fileOf(name: string, text: string): string {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

const mail = { id: '1', recipient: 'ada@example.org', subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' }
let authority: { cert: string; key: string }
let certificate: { cert: string; key: string }
let ours = ''
let others = ''

beforeAll(async () => {
  authority = await privateAuthority('Our authority')
  certificate = await certificateFor('localhost', authority)
  const other = (await privateAuthority('Another authority')).cert
  ours = fileOf('ours.pem', `# What the network team gave us\n${other}\n${authority.cert}`)
  others = fileOf('others.pem', other)
})

describe.each([
  { way: 'STARTTLS', isSecure: false, options: '?requireTLS=true' },
  { way: 'TLS from the first byte', isSecure: true, options: '' },
])('a mail server with a certificate of a private authority, by $way', ({ isSecure, options }) => {
  async function send(caFile: string | undefined, host = 'localhost') {
    const server = await startSmtp({ ...certificate, secure: isSecure, hideSTARTTLS: false })
    const answer = await smtpTo(server.port, { host, options, isSecure }, { caFile }).send(mail)
    await server.stop()
    return { ...answer, received: server.received.map((mail) => mail.isSecure) }
  }

  test('is trusted with the file of that authority, among others in it', async () => {
    expect(await send(ours)).toMatchObject({ outcome: 'sent', received: [true] })
  })

  test.each([
    ['without a file', () => undefined],
    ['with the file of another authority', () => others],
  ])('is given nothing %s, and the answer names the setting', async (_case, caFile) => {
    const { outcome, answer, received } = await send(caFile())
    expect({ outcome, received }).toEqual({ outcome: 'postponed', received: [] })
    expect(answer).toMatch(
      /^the certificate of the mail server is not from a known authority \(.+\); name a private one in SMTP_CA_FILE$/,
    )
  })

  test('is given nothing under a name that is not in the certificate', async () => {
    const { outcome, answer, received } = await send(ours, '127.0.0.1')
    expect({ outcome, received }).toEqual({ outcome: 'postponed', received: [] })
    expect(answer).toContain("IP: 127.0.0.1 is not in the cert's list")
  })

  test('is given nothing once the file is gone, until it is back', async () => {
    const passing = fileOf('passing.pem', authority.cert)
    expect(await send(passing)).toMatchObject({ outcome: 'sent' })
    rmSync(passing)
    expect(await send(passing)).toEqual({
      outcome: 'postponed',
      answer: `SMTP_CA_FILE ${passing} cannot be read (ENOENT).`,
      received: [],
    })
    fileOf('passing.pem', authority.cert)
    expect(await send(passing)).toMatchObject({ outcome: 'sent', received: [true] })
  })
})

test('a file of authorities that cannot be used stops the start with one sentence', () => {
  const sentence = (path: string) => {
    try {
      parseEnv({ SMTP_CA_FILE: path })
      return undefined
    } catch (error) {
      return error instanceof Error && error.name === 'EnvError' ? error.message : error
    }
  }
  expect(sentence(ours)).toBeUndefined()
  const missing = join(directory, 'missing.pem')
  expect(sentence(missing)).toBe(`SMTP_CA_FILE ${missing} cannot be read (ENOENT).`)
  expect(sentence(directory)).toBe(`SMTP_CA_FILE ${directory} cannot be read (EISDIR).`)
  const key = fileOf('key.pem', authority.key)
  expect(sentence(key)).toBe(`SMTP_CA_FILE ${key} holds no certificate in PEM format.`)
  const half = fileOf('half.pem', `${authority.cert}${authority.cert.replace(/\n.{40}/, '\n')}`)
  expect(sentence(half)).toBe(`SMTP_CA_FILE ${half} holds a certificate that cannot be read, number 2.`)
})

test('an authority is not named where any certificate is accepted', () => {
  const MAIL_FROM = 'id@example.org'
  const anyone = 'smtp://mail.example.org?tls.rejectUnauthorized=false'
  expect(() => parseEnv({ SMTP_CA_FILE: ours, SMTP_URL: anyone, MAIL_FROM })).toThrow(
    'SMTP_CA_FILE cannot be set while SMTP_URL accepts any certificate: leave tls.rejectUnauthorized=false out.',
  )
  expect(() => parseEnv({ SMTP_CA_FILE: ours, SMTP_URL: 'smtp://mail.example.org', MAIL_FROM })).not.toThrow()
})
