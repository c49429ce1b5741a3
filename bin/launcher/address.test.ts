import { expect, test } from 'vitest'
import { tellAddresses } from './address.mjs'

const origin = 'https://id.example.org'

function told(headers: Record<string, string>, remoteAddress = '192.0.2.1'): Record<string, string> {
  const req = { headers, socket: { remoteAddress } }
  tellAddresses(req as never, origin)
  return req.headers
}

test('the application hears its address from LATCHKEY_URL, and who asks from the socket', () => {
  const lies = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'gopher',
    'x-forwarded-port': '99',
    forwarded: 'host=evil.example',
    'x-real-ip': '203.0.113.1',
    'x-latchkey-peer': '127.0.0.1',
    'x-latchkey-forwarded': 'false',
  }
  const headers = told({ ...lies, 'x-latchkey-inner': 'guessed' })
  expect(headers).toMatchObject({
    host: 'id.example.org',
    'x-forwarded-host': 'id.example.org',
    'x-forwarded-proto': 'https',
    'x-latchkey-peer': '192.0.2.1',
    'x-latchkey-forwarded': 'true',
  })
  for (const name of ['forwarded', 'x-forwarded-port', 'x-real-ip']) expect(headers).not.toHaveProperty(name)
  expect(told({ host: 'evil.example' })['x-latchkey-forwarded']).toBe('false')
})

test('what the application asks of itself keeps the address of who asked, and nobody else can say so', () => {
  const first = told({ 'x-latchkey-peer': '127.0.0.1' })
  const second = told({ ...first }, '127.0.0.1')
  expect(second).toMatchObject({ 'x-latchkey-peer': '192.0.2.1', 'x-latchkey-forwarded': 'true' })
})

test('an origin that is ours by another name is told by the one name', () => {
  const req = { headers: { origin: 'http://127.0.0.1:3000' }, socket: {} }
  tellAddresses(req as never, 'http://localhost:3000')
  expect(req.headers.origin).toBe('http://localhost:3000')
  expect(told({ origin: 'https://evil.example' }).origin).toBe('https://evil.example')
})
