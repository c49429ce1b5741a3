import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { createHttpServer, patience, refuse } from './http-server.mjs'

const impatient = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }
let server: ReturnType<typeof createHttpServer>
afterEach(() => server.close())

async function whatASocketHears(limits: typeof patience, sent: string): Promise<string> {
  server = createHttpServer((req, res) => {
    req.resume().once('end', () => res.end('whole'))
  }, limits)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  if (sent) socket.write(sent)
  return text(socket)
}

test.each([
  ['nothing', ''],
  ['half of the headers', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  ['less of a body than it says', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'],
  ['a chunk that does not end', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha'],
])('a client that sends %s is closed', async (_what, sent) => {
  expect(await whatASocketHears(impatient, sent)).toMatch(/^(HTTP\/1.1 408 |$)/)
})

test('a client may take 30 seconds', () => {
  expect(patience).toMatchObject({ headersTimeout: 30_000, requestTimeout: 30_000 })
  expect(patience.connectionsCheckingInterval).toBeLessThanOrEqual(5_000)
})

test('who takes us for a proxy is told that we are none', async () => {
  expect(await whatASocketHears(patience, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
    /^HTTP\/1.1 405 /,
  )
})

test('what is refused is heard by who is still sending, also when it is closed after it', async () => {
  server = createHttpServer((req, res) => refuse(req, res, { status: 413, sentence: 'Too much.' }))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { connection: 'close', 'content-length': 30_000_000 }
  const sending = request({ port, method: 'POST', headers })
  const cutOff: Error[] = []
  sending.on('error', (error) => cutOff.push(error)).end(Buffer.alloc(30_000_000))
  const closed = once(sending, 'close')
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(413)
  expect(await text(answer)).toBe('Too much.\n')
  await closed
  expect(sending.writableFinished).toBe(true)
  expect(cutOff).toEqual([])
})
