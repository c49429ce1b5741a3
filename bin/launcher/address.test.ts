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
})

const isDirect = (headers: Record<string, string>) => told(headers)['x-latchkey-forwarded'] === 'false'

test('nothing was passed on that names this machine by an address of its own', () => {
  for (const host of [
    'localhost',
    'localhost:3000',
    'LOCALHOST:80',
    '127.0.0.1',
    '127.0.0.1:3000',
    '[::1]:3000',
  ])
    expect(isDirect({ host, 'user-agent': 'Prometheus/3.5', authorization: 'x' }), host).toBe(true)
})

test.each([
  'id.example.org',
  '192.0.2.1:3000',
  '127.0.0.1.evil.example',
  'localhost.',
  'a@localhost',
  '',
  undefined,
])('what names another host, such as %s, was passed on', (host) => {
  expect(isDirect(host === undefined ? {} : { host })).toBe(false)
})

test.each([
  ...['via', 'forwarded', 'x-forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'],
  ...['x-forwarded-port', 'x-forwarded-server', 'x-forwarded-prefix', 'x-forwarded-client-cert', 'x-real-ip'],
  ...[
    'cf-connecting-ip',
    'cf-ray',
    'true-client-ip',
    'x-client-ip',
    'x-cluster-client-ip',
    'fastly-client-ip',
  ],
  ...['cdn-loop', 'fly-client-ip', 'do-connecting-ip', 'x-azure-clientip', 'x-envoy-external-address'],
  ...['x-original-forwarded-for', 'x-original-host', 'x-arr-ssl', 'x-amzn-trace-id', 'x-amz-cf-id'],
  ...['x-request-id', 'x-scheme', 'proxy-connection', 'x-appengine-user-ip', 'x-varnish', 'front-end-https'],
])('what comes with %s was passed on, whatever it says', (name) => {
  for (const value of ['127.0.0.1', ''])
    expect(isDirect({ host: 'localhost:3000', [name]: value })).toBe(false)
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
