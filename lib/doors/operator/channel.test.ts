import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockDataDirectory } from '@/db/data-directory-lock.mjs'
import { testDatabase } from '@/db/testing'
import { askServer, serveChannel } from './channel'

const database = testDatabase({ alsoEmbedded: true })
const directory = join(tmpdir(), `latchkey-channel-${randomUUID()}`)
let lock: Awaited<ReturnType<typeof lockDataDirectory>>

beforeAll(async () => {
  lock = await lockDataDirectory(directory)
})
afterAll(async () => {
  await lock.release()
  rmSync(directory, { recursive: true, force: true })
})

test('before the database is open a command is told to come back', async () => {
  expect(await askServer(lock.owner.socket, ['help'])).toMatchObject({ exitCode: 1 })
})

test('a command is carried out by the process that holds the data directory', async () => {
  serveChannel(lock, database.db)
  const outcome = await askServer(lock.owner.socket, ['create-token', 'nobody'])
  expect(outcome).toEqual({ exitCode: 1, output: 'The user nobody was not found.' })
})

test.each([
  ['no JSON', 'hello\n'],
  ['no command line', '{"argv":"help"}\n'],
])('a request that is %s is answered with a failure', async (_case, request) => {
  const socket = connect(lock.owner.socket)
  socket.write(request)
  expect(JSON.parse(await text(socket))).toMatchObject({ exitCode: 1 })
})

test('a request without end is cut off', async () => {
  const socket = connect(lock.owner.socket)
  socket.on('error', () => {})
  const closed = new Promise((done) => socket.once('close', done))
  socket.write('x'.repeat(70_000))
  await closed
})
