import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { closeDatabase, openDatabase } from '../db/client'
import { findDataDirectoryOwner } from '../db/data-directory-lock.mjs'
import { apiTokens } from '../db/schema'
import { type Launched, runToEnd, startServer } from './launch'

const root = mkdtempSync(join(tmpdir(), 'latchkey-e2e-start-'))
const ada = {
  LATCHKEY_BOOTSTRAP_USERNAME: 'ada',
  LATCHKEY_BOOTSTRAP_PASSWORD: 'correct horse battery staple',
}
const start = [process.execPath, 'bin/start.mjs']
const cli = (...args: string[]) => ['npm', 'run', '--silent', 'latchkey', '--', ...args]
let count = 0
const newDirectory = () => ({ LATCHKEY_DATA_DIR: join(root, `data-${count++}`) })

test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the first start says where to click and prints a set-up link that opens', async ({ page }) => {
  const server = await startServer(newDirectory())
  try {
    const link = /http:\/\/localhost:\d+\/setup\?token=\S+/.exec(server.printed())?.[0]
    expect(link).toContain(server.origin)
    await page.goto(link ?? '')
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeVisible()
  } finally {
    await server.end('SIGKILL')
  }
})

test('every answer of an instance at an https address, and of no other, says to come by https', async () => {
  const paths = [
    '/',
    '/sign-in',
    '/api/health',
    '/api/v3/core/users/',
    '/icon.svg',
    '/metrics',
    '/nothing-here',
  ]
  for (const LATCHKEY_URL of ['https://id.example.org', undefined]) {
    const server = await startServer({ ...newDirectory(), ...ada, LATCHKEY_URL })
    try {
      for (const path of paths) {
        const { headers } = await fetch(server.origin + path, { redirect: 'manual' })
        const asked = headers.get('strict-transport-security')
        expect(asked, path).toBe(LATCHKEY_URL ? 'max-age=63072000; includeSubDomains' : null)
        expect(headers.get('x-content-type-options'), path).toBe('nosniff')
        expect(headers.get('referrer-policy'), path).toBe('same-origin')
      }
    } finally {
      await server.end('SIGKILL')
    }
  }
})

test('SIGTERM ends it with 0, and the next start has the data and prints no set-up link', async () => {
  const directory = newDirectory()
  const first = await startServer({ ...directory, ...ada })
  expect(await first.end('SIGTERM')).toBe(0)
  const alone = await runToEnd(cli('create-token', 'ada'), directory)
  expect(alone.exitCode).toBe(0)
  expect(alone.output).toMatch(/^[\w-]{43}$/)
  const second = await startServer(directory, ['npm', 'start'])
  expect(second.printed()).not.toContain('/setup')

  // Ctrl-C reaches npm and the server alike.
  await second.end('SIGINT')
  expect(second.printed().match(/Stopping:/g)).toHaveLength(1)
  expect(second.printed()).toContain('Stopped.')
})

test('kill -9 under writes loses nothing that was acknowledged', async () => {
  const directory = newDirectory()
  const server = await startServer({ ...directory, ...ada })
  const owner = await findDataDirectoryOwner(directory.LATCHKEY_DATA_DIR)
  const acknowledged: string[] = []
  const writers = Array.from({ length: 4 }, async () => {
    for (;;) {
      const socket = connect(owner?.socket ?? '')
      socket.write(`${JSON.stringify({ argv: ['create-token', 'ada'] })}\n`)
      const reply = await text(socket).catch(() => '')
      if (!reply) return
      acknowledged.push(JSON.parse(reply).output)
      if (acknowledged.length === 200) process.kill(Number(server.child.pid), 'SIGKILL')
    }
  })
  await Promise.all(writers)
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)

  const { db } = await openDatabase(directory)
  const kept = new Set(
    (await db.select({ hash: apiTokens.tokenHash }).from(apiTokens)).map((row) => row.hash),
  )
  await closeDatabase()
  const hashes = acknowledged.map((token) => createHash('sha256').update(token).digest('base64url'))
  expect(hashes.filter((hash) => !kept.has(hash))).toEqual([])
})

test.describe('beside a running server', () => {
  const directory = newDirectory()
  let server: Launched

  test.beforeAll(async () => {
    server = await startServer({ ...directory, ...ada })
  })
  test.afterAll(() => server.end('SIGKILL'))

  test('a second start on its data directory is refused and leaves it alone', async ({ request }) => {
    const second = await runToEnd(start, directory)
    expect(second.exitCode).toBe(1)
    expect(second.printed).toBe(
      `The data directory ${directory.LATCHKEY_DATA_DIR} is in use by another Latchkey process (process id ${server.child.pid}).\n`,
    )
    expect((await request.get(`${server.origin}/api/ready`)).status()).toBe(200)
  })

  test('a start on its port is refused in one sentence', async () => {
    const { port } = new URL(server.origin)
    const second = await runToEnd(start, { ...newDirectory(), PORT: port })
    expect(second.exitCode).toBe(1)
    expect(second.printed).toMatch(new RegExp(`Port ${port} is in use[^\\n]*\\.\\n$`))
  })

  test('create-token has the server make the token, and says what is wrong', async () => {
    const made = await runToEnd(cli('create-token', 'ada', '--days', '1'), directory)
    expect(made.exitCode).toBe(0)
    expect(made.output).toMatch(/^[\w-]{43}$/)
    expect(await runToEnd(cli('create-token', 'nobody'), directory)).toMatchObject({
      exitCode: 1,
      printed: 'The user nobody was not found.\n',
    })
    expect((await runToEnd(cli('dance'), directory)).exitCode).toBe(2)
  })

  test('absolute request targets and upgrades are refused', async () => {
    const status = async (request: string) => {
      const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
      socket.write(`${request}\r\nHost: localhost\r\n\r\n`)
      return (await text(socket)).split(' ')[1]
    }
    expect(await status('GET http://evil.example/ HTTP/1.1')).toBe('400')
    expect(await status('GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket')).toBe('400')
    expect(await status('GET /api/health HTTP/1.1\r\nConnection: close')).toBe('200')
  })
})
