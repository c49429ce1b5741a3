import { Configuration, CoreApi } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { mails, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { verifyPassword } from '@/lib/access/hash'
import { apiAs, fetchApi, userWithToken } from '@/testing/api'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase()
const password = 'plum orbit candle fifty'
let root: Awaited<ReturnType<typeof userWithToken>>

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
})

async function rowOf(id: number) {
  const [row] = await database.db.select().from(users).where(eq(users.id, id))
  return row
}

test('the published client sets a password, and its owner is told by mail without it', async () => {
  const basePath = 'http://localhost:3000/api/v3'
  const core = new CoreApi(new Configuration({ basePath, accessToken: root.token, fetchApi }))
  const { id } = await makeUser(contextFor(database.db), { email: `${uniqueName()}@example.org` })
  await core.coreUsersSetPasswordCreate({ id, userPasswordSetRequest: { password } })
  const row = await rowOf(id)
  expect(await verifyPassword(row?.passwordHash ?? null, password)).toBe(true)
  expect(row?.mustChangePassword).toBe(false)
  const sent = await database.db.select().from(mails).where(eq(mails.userId, id))
  expect(sent.map(({ kind }) => kind)).toEqual(['password-set'])
  expect(JSON.stringify(sent)).not.toContain(password)
})

test('a weak password, an unknown field, an unknown user and a token without the right change nothing', async () => {
  const { id } = await makeUser(contextFor(database.db))
  const call = apiAs(root.token)
  const path = `/core/users/${id}/set_password/` as const
  const weak = await call(path, { body: { password: 'short' } })
  expect([weak.status, weak.body]).toEqual([400, { password: [expect.any(String)] }])
  const unknown = JSON.stringify({ password, userId: root.id })
  expect((await call(path, { body: unknown })).status).toBe(400)
  expect((await call('/core/users/2000000000/set_password/', { body: { password } })).status).toBe(404)
  const other = await userWithToken(database.db)
  expect((await apiAs(other.token)(path, { body: { password } })).status).toBe(403)
  expect((await rowOf(id))?.passwordHash).toBeNull()
})

test('a token does not set the password of its own owner', async () => {
  const { status } = await apiAs(root.token)(`/core/users/${root.id}/set_password/`, { body: { password } })
  expect(status).toBe(400)
  expect((await rowOf(root.id))?.passwordHash).toBeNull()
})
