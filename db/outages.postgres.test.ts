import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from './client'
import { serving } from './patience'
import { ConnectionPool } from './pool'
import { endure, mishaps } from './testing-outages'
import { startPostgres } from './testing-server'
import type { Db } from './types'

let cluster: Awaited<ReturnType<typeof startPostgres>>
let db: Db

beforeAll(async () => {
  cluster = await startPostgres(['synchronous_commit=on'])
  db = (await openDatabase({ DATABASE_URL: cluster.url, LATCHKEY_DATA_DIR: '' }, serving)).db
  for (const method of ['info', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {})
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  cluster.stop()
})

const kinds = [
  'a fast restart',
  'an immediate restart',
  'the end of all its sessions',
  'a pause of all its processes',
]

test.each(kinds)(
  'through %s everything is answered in time, and truly, and all is well at once',
  async (kind) => {
    const found = await endure(db, 64, () => mishaps[kind]?.(cluster, 4000) ?? Promise.reject(), 1500)
    expect(found).toMatchObject({ unexpected: [], lost: 0, belied: 0 })
    expect(found.refused).toBeGreaterThan(0)
    expect(found.longestMs).toBeLessThan(5000)
    expect(found.healedMs).toBeLessThan(1400)
  },
  60_000,
)

test('while the server is away nobody waits, and the log has one line when it goes and one when it returns', async () => {
  vi.mocked(console.error).mockClear()
  vi.mocked(console.info).mockClear()
  await cluster.control('-m', 'immediate', 'stop')
  try {
    // Some are refused for a connection that was lost under them, and some wait whether the server returns, before it is away.
    do await refusal(db.execute(sql`select 1`))
    while (!isAway())
    for (let n = 0; n < 20; n++) {
      const began = performance.now()
      expect(await refusal(db.execute(sql`select 1`))).toMatchObject({ isOutcomeUnknown: false })
      expect(performance.now() - began).toBeLessThan(500)
    }
  } finally {
    await cluster.control('start')
  }
  await vi.waitFor(() => db.execute(sql`select 1`), { timeout: 5000, interval: 50 })
  expect(console.error).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^The database does not answer: /),
  )
  expect(console.info).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^The database answers again, after \d+\.\d s\.$/),
  )
}, 30_000)

test('a transaction that could not begin, or whose connection is lost, leaves the pool as large as it was', async () => {
  const pool = new ConnectionPool(cluster.url, serving, 2)
  for (let n = 0; n < 4; n++) {
    const connection = await pool.connect()
    await connection.query({ text: 'begin' })
    await refusal(connection.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }))
    await connection.query({ text: 'rollback' })
    connection.release()
    // Drizzle forgets to give this one back.
    const other = await pool.connect()
    await expect(other.query({ text: 'begin nonsense' })).rejects.toThrow('nonsense')
  }
  await Promise.all([pool.connect(), pool.connect()])
  await pool.end()
})

test('whoever finds every connection in use is told in time', async () => {
  const pool = new ConnectionPool(cluster.url, { ...serving, wait: 100 }, 1)
  const held = await pool.connect()
  await expect(pool.query({ text: 'select 1' })).rejects.toThrow('All connections were in use for too long.')
  held.release()
  expect((await pool.query({ text: 'select 1 as one' })).rows).toEqual([{ one: 1 }])
  await pool.end()
})

test('a slow statement is waited for while the server is at work on it, and given up after its own limit', async () => {
  const pool = new ConnectionPool(cluster.url, { ...serving, silence: 100, statement: 2000 }, 2)
  await pool.query({ text: 'select pg_sleep(1)' })
  expect(await refusal(pool.query({ text: 'select pg_sleep(30)' }))).toMatchObject({
    message: 'A statement took too long.',
  })
  await pool.end()
})

test('a session that stands still is given up though the server answers others', async () => {
  const pool = new ConnectionPool(cluster.url, { ...serving, silence: 200 }, 1)
  const { rows } = await pool.query({ text: 'select pg_backend_pid() as id' })
  process.kill(rows[0].id, 'SIGSTOP')
  try {
    expect(await refusal(pool.query({ text: 'select 1' }))).toMatchObject({
      message: 'The server is not at work on a statement.',
    })
    expect((await pool.query({ text: 'select 1 as one' })).rows).toEqual([{ one: 1 }])
  } finally {
    process.kill(rows[0].id, 'SIGCONT')
  }
  await pool.end()
})

test('whether an unanswered statement was carried out is said to be unknown where it may have been', async () => {
  const pool = new ConnectionPool(cluster.url, { ...serving, statement: 300 }, 2)
  await pool.query({ text: 'create table told (id uuid)' })
  const blocker = await pool.connect()
  await blocker.query({ text: 'begin' })
  await blocker.query({ text: 'lock table told' })
  const insert = { text: 'insert into told values ($1)' }
  expect(await refusal(pool.query(insert, [randomUUID()]))).toMatchObject({ isOutcomeUnknown: true })
  const other = await pool.connect()
  await other.query({ text: 'begin' })
  expect(await refusal(other.query(insert, [randomUUID()]))).toMatchObject({ isOutcomeUnknown: false })
  other.release()
  await blocker.query({ text: 'rollback' })
  blocker.release()
  await pool.end()
})

test('a transaction with a statement that failed unnoticed is not taken for committed', async () => {
  const careless = db.transaction(async (tx) => {
    await tx.execute(sql`select 1 / 0`).catch(() => {})
  })
  await expect(careless).rejects.toThrow()
})

/** What the launcher asks: whether nobody is let wait for it any more. */
function isAway(): boolean | undefined {
  return (globalThis as { latchkeyIsAway?: () => boolean }).latchkeyIsAway?.()
}

/** The DatabaseAway with which it is refused, in whatever it is wrapped. */
async function refusal(asked: Promise<unknown>): Promise<unknown> {
  const error = await asked.then(() => new Error('it was answered')).catch((error: unknown) => error)
  return error instanceof Error && error.cause ? error.cause : error
}
