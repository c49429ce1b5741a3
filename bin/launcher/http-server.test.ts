import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { createHttpServer, patience } from './http-server.mjs'

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
