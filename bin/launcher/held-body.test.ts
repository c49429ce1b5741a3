import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdBody } from './held-body.mjs'

const refused: string[] = []
const server = createServer(async (req, res) => {
  const refusal = await holdBody(req)
  if (refusal) refused.push(`${refusal.status} ${refusal.sentence}`)
  res.end(refused.at(-1) ?? (await text(req)))
})
beforeEach(() => void refused.splice(0))
afterEach(() => server.close())

async function send(body: string, headers: Record<string, string> = {}): Promise<string> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body, headers })).text()
}

const most = 1024 * 1024

test('what is light enough comes as it was sent, in whatever pieces', async () => {
  for (const body of ['', '[]', 'a'.repeat(most), `["${'é'.repeat(200_000)}"]`])
    expect(await send(body)).toBe(body)
})

test('a form with as much in it as one may have is light enough', async () => {
  const attributes = '- a: [b, {c: 1}]\n'.repeat(64 * 60)
  const ids = Array.from({ length: 50_000 }, (_, id) => id)
  for (const call of [[{ attributes, version: 1 }], [{ ids }], ['x: y\n'.repeat(13_000)]]) {
    const body = JSON.stringify(call)
    expect(await send(body)).toBe(body)
  }
})

test('more than 1 MB is refused, also when its length was not told', async () => {
  expect(await send('a'.repeat(most + 1))).toBe('413 At most 1 MB can be sent at once.')
})

test.each([
  ['references to itself', '"$0",'],
  ['the same, written otherwise', '"\\u00240",'],
  ['unnamed values', '"$T",'],
  ['empty lists', '[],'],
  ['empty objects', '{},'],
  ['lists in lists', `${'['.repeat(1000)}${']'.repeat(1000)},`],
  ['names', '"abcd":1,'],
  ['parts of a form', '--x\r\ncontent-disposition:form-data;name="1_a"\r\n\r\n\r\n'],
  ['numbers', '1,'],
])('1 MB of %s is refused', async (_what, piece) => {
  expect(await send(piece.repeat(Math.floor(most / piece.length)))).toBe(
    '413 This has too many parts to be read.',
  )
})

const form = (boundary: string) => ({ 'content-type': `multipart/form-data; boundary=${boundary}` })

test.each([
  ['charset', 'Content-Type: text/plain; Charset=base64'],
  ['charset on a folded line', 'content-type: text/plain;\r\n charset=utf-16le'],
  ['transfer encoding', 'Content-Transfer-Encoding: base64'],
  ['transfer encoding before a blank', 'content-transfer-encoding\t: base64'],
  ['transfer encoding behind half a line end', 'a: b\rXcontent-transfer-encoding: base64'],
])('a form in a %s that hides what is in it is small or refused', async (_what, header) => {
  const part = (boundary: string, value: string) =>
    `--${boundary}\r\n${header}\r\ncontent-disposition: form-data; name="0"\r\n\r\n${value}`
  const small = part('x', 'WyIkMCJd'.repeat(3000))
  expect(await send(small, form('x'))).toBe(small)
  for (const [boundary, written] of [
    ['x', 'x'],
    ['a"b', '"a\\"b"'],
    ['x', 'x; charset=utf-8'],
  ] as const) {
    const large = part(boundary, 'WyIkMCJd'.repeat(10_000))
    expect(await send(large, form(written)), written).toContain('413')
    expect(await send(`--${boundary}\r\n\r\n\r\n${large}`, form(written)), written).toContain('413')
  }
})

test('attributes may speak of charsets and encodings, in both kinds of post', async () => {
  const page = '---\r\ncontent-type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  const attributes = page.repeat(750)
  const call = JSON.stringify([{ attributes, version: 1 }])
  const boundary = '----WebKitFormBoundary0123456789abcdef'
  const fields = `--${boundary}\r\ncontent-disposition: form-data; name="attributes"\r\n\r\n${attributes}\r\n--${boundary}--\r\n`
  expect(attributes.length).toBeGreaterThan(60_000)
  expect(await send(call)).toBe(call)
  expect(await send(fields, form(boundary))).toBe(fields)
})

test('what a client did not send to its end goes no further', async () => {
  await send('')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
  await expect.poll(() => refused).toEqual(['400 The request ended before it was whole.'])
})
