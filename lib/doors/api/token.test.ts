import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { apiTokens, rateLimits } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { hashSecret } from '@/lib/kernel/crypto'
import { updateUser } from '@/lib/users/update'
import { anyApiAs, apiAs, tokenOf, userWithToken } from '@/testing/api'
import { contextFor, uniqueName } from '@/testing/world'
import { routes } from './routes'

const database = testDatabase()
let administrator: Awaited<ReturnType<typeof userWithToken>>

beforeAll(async () => {
  administrator = await userWithToken(database.db, { administrator: true })
})

const everything = Object.entries(routes).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([, operation]) => !('public' in operation && operation.public))
    .map(([method]) => ({ method, path: path.replace(/\{\w+\}/, '1') })),
)

/** A few at a time: an address with more wrong tokens than this is held up. */
const atOnce = 25

async function statuses(token: string | undefined, headers: Record<string, string> = {}) {
  const found: { path: string; method: string; status: number }[] = []
  for (let first = 0; first < everything.length; first += atOnce) {
    await database.db.delete(rateLimits)
    const doors = everything.slice(first, first + atOnce)
    found.push(...(await Promise.all(doors.map((door) => statusOf(door, token, headers)))))
  }
  await database.db.delete(rateLimits)
  return found
}

async function statusOf(
  { method, path }: { method: string; path: string },
  token: string | undefined,
  headers: Record<string, string>,
) {
  const { status, body } = await anyApiAs(token)(path, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: {} }),
  })
  if (status === 403) expect(body).toEqual({ detail: expect.any(String) })
  return { path, method, status }
}

const refusedAt = (answers: { path: string; status: number }[]) =>
  answers.filter(({ status }) => status === 403).length

test('a request without a token is refused at every door', async () => {
  expect(refusedAt(await statuses(undefined))).toBe(everything.length)
})

test('a cookie is no token, whatever it holds', async () => {
  const cookie = `authjs.session-token=${administrator.token}; __Secure-authjs.session-token=${administrator.token}`
  expect(refusedAt(await statuses(undefined, { cookie }))).toBe(everything.length)
})

test('an unknown, expired or revoked token is refused at every door', async () => {
  const { db } = database
  const { username } = administrator
  const expired = await tokenOf(db, username, new Date(Date.now() - 1))
  const revoked = await tokenOf(db, username)
  await db
    .update(apiTokens)
    .set({ revokedAt: new Date() })
    .where(eq(apiTokens.tokenHash, hashSecret(revoked)))
  for (const token of ['nonsense', expired, revoked, 'x'.repeat(5000)])
    expect(refusedAt(await statuses(token))).toBe(everything.length)
})

test('the token of a user taken out of service is refused, and coming back does not revive it', async () => {
  const user = await userWithToken(database.db)
  const ctx = contextFor(database.db, undefined, new Date())
  const me = () => apiAs(user.token)('/core/users/me/')
  expect((await me()).status).toBe(200)
  await updateUser(ctx, { id: user.id, isActive: false, createFolder: false })
  expect((await me()).status).toBe(403)
  await updateUser(ctx, { id: user.id, isActive: true, createFolder: false })
  expect((await me()).status).toBe(403)
})

test('somebody who is not an administrator is refused everywhere but at their own account, whatever they send', async () => {
  const user = await userWithToken(database.db)
  const answers = await statuses(user.token)
  expect(answers.filter(({ status }) => status !== 403)).toEqual([
    { path: '/core/users/me/', method: 'GET', status: 200 },
  ])
  const broken = await apiAs(user.token)('/core/users/', { body: '{' })
  expect(broken.status).toBe(403)
})

test('wrong tokens are slowed down by address, and a right one from the same address is not', async () => {
  await database.db.delete(rateLimits)
  const wrong = anyApiAs(uniqueName())
  const answers: number[] = []
  for (let i = 0; i < 31; i++) answers.push((await wrong('/core/users/me/')).status)
  expect(answers.slice(0, 30)).toEqual(Array(30).fill(403))
  const refused = await wrong('/core/users/me/')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.body.detail).toContain('Too many')
  expect((await apiAs(administrator.token)('/core/users/')).status).toBe(200)
})

test('no answer is kept by a cache', async () => {
  const { token } = administrator
  for (const answer of [
    await apiAs(token)('/core/users/'),
    await apiAs(undefined)('/core/users/'),
    await apiAs(token)('/core/users/0/'),
    await apiAs(undefined)('/schema/'),
  ]) {
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  }
})
