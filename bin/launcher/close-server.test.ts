import { Agent, createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { closeServer } from './close-server.mjs'

function signal() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

async function listening(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = () =>
    new Promise<IncomingMessage>((answer, failed) =>
      get({ port, host: '127.0.0.1', agent }, answer).once('error', failed),
    )
  return { server, ask }
}

test('a running request is finished before the server is closed, and its connection does not linger', async () => {
  let finish = () => {}
  const arrived = signal()
  const { server, ask } = await listening((_req, res) => {
    finish = () => res.end('whole answer')
    arrived.resolve()
  })
  const answer = ask().then(text)
  await arrived.promise
  const closed = closeServer(server, 10_000)
  await expect(ask()).rejects.toThrow()
  finish()
  expect(await answer).toBe('whole answer')
  const before = Date.now()
  await closed
  expect(Date.now() - before).toBeLessThan(2000)
})

test('a request that never ends is cut when the grace is over', async () => {
  const arrived = signal()
  const { server, ask } = await listening(() => arrived.resolve())
  const answer = expect(ask()).rejects.toThrow()
  await arrived.promise
  await closeServer(server, 50)
  await answer
})
