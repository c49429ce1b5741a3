import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { closeDatabase, openDatabase } from '@/db/client'
import { serving } from '@/db/patience'
import { sessions } from '@/db/schema'
import { carryOut, databaseUrl, startPostgres } from '@/db/testing-server'
import type { Db } from '@/db/types'
import { startBackground } from '@/lib/kernel/background'
import { hashSecret, newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { Unavailable } from '@/lib/kernel/errors'
import { checkPassword } from '@/lib/sign-in/check-password'
import { SignIn } from '@/lib/sign-in/input'
import { anyApiAs, fetchApi, userWithToken } from '@/testing/api'
import { action, visitorAction } from './action'
import { lookup } from './lookup'
import { checkReadiness } from './operator/readiness'
import { currentContext, orInterrupt, pageContext } from './page'

const secret = newSecret()
let cluster: Awaited<ReturnType<typeof startPostgres>>
let db: Db
let token: string

vi.mock('next/headers', () => ({ headers: async () => new Headers() }))
vi.mock('@/lib/sign-in/next-auth', () => ({ sessionSecret: async () => secret }))

const nothing = vi.fn(async () => undefined)
const anyAction = action('users.read', z.object({}), nothing)
const anyLookup = lookup('users.read', z.object({}), nothing)
const signInAction = visitorAction(SignIn, async (ctx, input) => void (await checkPassword(ctx, input)))
const away = 'Latchkey cannot reach its database at the moment. Try again shortly.'

beforeAll(async () => {
  cluster = await startPostgres(['synchronous_commit=on'])
  vi.stubEnv('DATABASE_URL', cluster.url)
  vi.stubEnv('LATCHKEY_SECRET', 'the-secret-of-this-test-and-of-nothing-else')
  for (const method of ['info', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {})
  db = (await openDatabase({ DATABASE_URL: cluster.url, LATCHKEY_DATA_DIR: '' }, serving)).db
  const root = await userWithToken(db, { administrator: true })
  token = root.token
  const now = new Date()
  await db.insert(sessions).values({
    ...{ id: uuidv7(now), tokenHash: hashSecret(secret), userId: root.id, createdAt: now, lastSeenAt: now },
    ...{ authenticatedAt: now, expiresAt: new Date(now.getTime() + 60 * 60_000), userAgent: null },
  })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  cluster.stop()
})

const signIn = () => {
  const form = new FormData()
  form.set('identifier', 'ada')
  form.set('password', 'plum orbit candle fifty')
  return signInAction({ status: 'idle' }, form)
}

const api = (path: string, init: RequestInit = {}) =>
  fetchApi(`http://localhost:3000/api/v3${path}`, { ...init, headers: { authorization: `Bearer ${token}` } })

test('while the database is away every door says so, and all go on when it is back', async () => {
  expect(await checkReadiness()).toEqual({ ready: true })
  const calls = { waiting: 0 }
  const stop = startBackground(db, {
    waiting: async (ctx) => {
      calls.waiting += 1
      await ctx.db.execute(sql`select 1`)
      return false
    },
  })
  await vi.waitFor(() => expect(calls.waiting).toBe(1), { timeout: 10_000 })
  await cluster.control('-m', 'immediate', 'stop')
  await expect(currentContext()).rejects.toThrow(Unavailable)

  const answer = await api('/core/users/')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.json()).toEqual({ detail: away })
  expect(await anyAction({})).toEqual({ status: 'failed', message: away })
  expect(await signIn()).toEqual({ status: 'failed', message: away, values: { identifier: 'ada' } })
  const looked = await anyLookup(new Request('http://localhost:3000/anything'))
  expect([looked.status, await looked.json()]).toEqual([503, { message: away }])
  await expect(pageContext()).rejects.toMatchObject({ digest: 'UNAVAILABLE' })
  await expect(db.execute(sql`select 1`)).rejects.toMatchObject({ digest: 'UNAVAILABLE' })
  await expect(db.transaction(async () => {})).rejects.toMatchObject({ digest: 'UNAVAILABLE' })
  await expect(orInterrupt(db.execute(sql`select 1`).then())).rejects.toMatchObject({ digest: 'UNAVAILABLE' })
  expect(await checkReadiness()).toEqual({ ready: false, reason: 'The database cannot be reached.' })
  expect(nothing).not.toHaveBeenCalled()

  await cluster.control('start')
  await vi.waitFor(async () => expect(await checkReadiness()).toEqual({ ready: true }), { timeout: 10_000 })
  expect(await anyAction({})).toEqual({ status: 'done', result: undefined })
  expect((await api('/core/users/')).status).toBe(200)
  const before = calls.waiting
  await vi.waitFor(() => expect(calls.waiting).toBeGreaterThan(before), { timeout: 10_000 })
  await stop()
  expect(vi.mocked(console.error).mock.calls).toEqual([[expect.stringContaining('does not answer')]])
}, 60_000)

test('of a database that can only be read, what reads is answered and what writes is told', async () => {
  await makeReadOnly('on')
  expect((await api('/core/users/')).status).toBe(200)
  const written = await anyApiAs(token)('/core/users/', { body: { username: 'ada', name: '' } })
  expect(written).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('can only be read') },
  })
  expect(await signIn()).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('can only be read'),
  })
  expect(await checkReadiness()).toEqual({ ready: false, reason: 'The database is read-only.' })
  await makeReadOnly('off')
  expect(await checkReadiness()).toEqual({ ready: true })
})

test('a full disk is said as such, and nothing of the change is there', async () => {
  await carryOut(
    cluster.url,
    `create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
     create trigger full_disk before insert on events for each statement execute function refuse()`,
  )
  const written = await anyApiAs(token)('/core/users/', { body: { username: 'grace', name: '' } })
  expect(written).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('disk of the database is full') },
  })
  await carryOut(cluster.url, 'drop trigger full_disk on events')
  const again = await anyApiAs(token)('/core/users/', { body: { username: 'grace', name: '' } })
  expect(again.status).toBe(201)
})

async function makeReadOnly(value: 'on' | 'off'): Promise<void> {
  const another = databaseUrl(cluster.url, 'template1')
  await carryOut(another, `alter database postgres set default_transaction_read_only = ${value}`)
  await carryOut(
    cluster.url,
    `select pg_terminate_backend(pid, 1000) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  await vi.waitFor(() => db.execute(sql`select 1`), { timeout: 10_000 })
}
