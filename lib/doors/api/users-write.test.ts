import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { WireUser } from '@/lib/doors/wire/authentik/users/wire'
import { anyApiAs, apiAs, userWithToken } from '@/testing/api'
import type { UserRequest } from '@/testing/api-document'
import { uniqueName } from '@/testing/world'

const database = testDatabase()
let root: Awaited<ReturnType<typeof userWithToken>>
let call: ReturnType<typeof apiAs>

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
  call = apiAs(root.token)
})

const rowOf = async (id: number) => (await database.db.select().from(users).where(eq(users.id, id)))[0]

async function create(fields: Partial<UserRequest> = {}) {
  const { status, headers, body } = await call('/core/users/', {
    body: { username: uniqueName(), name: '', ...fields },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return { ...WireUser.parse(body), etag: headers.get('etag') ?? '' }
}

test('a user made with a username and a blank name is active, internal, in the folder users, and has no password', async () => {
  const user = await create()
  expect(user).toMatchObject({
    ...{ is_active: true, type: 'internal', path: 'users', name: '', email: '', attributes: {}, groups: [] },
    ...{
      last_login: null,
      is_superuser: false,
      groups_obj: [],
      roles_obj: [],
      password_change_date: user.date_joined,
    },
  })
  expect(user.uid).toMatch(/^[0-9a-f]{64}$/)
  expect((await rowOf(user.pk))?.passwordHash).toBeNull()
})

test('a user made in a folder that is not there makes the folder, and the event names the token’s owner', async () => {
  const path = `${uniqueName('dept')}/berlin`
  const user = await create({
    path,
    email: 'Ada@Example.org',
    attributes: { a: [1, { b: null }] },
    is_active: false,
  })
  expect(user).toMatchObject({
    path,
    email: 'Ada@Example.org',
    attributes: { a: [1, { b: null }] },
    is_active: false,
  })
  const written = await database.db.select().from(events).where(eq(events.actorUserId, root.id))
  expect(written.map((line) => [line.actorType, line.name])).toContainEqual(['apiToken', 'user.created'])
})

test('PUT keeps what is left out, PATCH changes what is given, and both answer the user as it is now', async () => {
  const user = await create({ email: 'keep@example.org', attributes: { keep: true }, path: 'users/kept' })
  const username = uniqueName()
  const put = await call(`/core/users/${user.pk}/`, { method: 'PUT', body: { username, name: 'Put' } })
  const kept = { email: 'keep@example.org', attributes: { keep: true }, path: 'users/kept' }
  expect([put.status, put.body]).toEqual([200, expect.objectContaining({ username, name: 'Put', ...kept })])
  const patch = await call(`/core/users/${user.pk}/`, { method: 'PATCH', body: { email: '' } })
  expect(patch.body).toMatchObject({ username, name: 'Put', ...kept, email: '' })
  expect((await call(`/core/users/${user.pk}/`)).body).toEqual(patch.body)
})

test('PUT asks for username and name; an empty PATCH changes nothing', async () => {
  const user = await create()
  const put = await call(`/core/users/${user.pk}/`, { method: 'PUT', body: '{}' })
  expect([put.status, Object.keys(put.body).sort()]).toEqual([400, ['name', 'username']])
  const before = await rowOf(user.pk)
  const patch = await call(`/core/users/${user.pk}/`, { method: 'PATCH', body: {} })
  expect([patch.status, await rowOf(user.pk)]).toEqual([200, before])
})

test('a write against an old ETag is refused and changes nothing', async () => {
  const user = await create()
  const at = (etag: string, name: string) =>
    call(`/core/users/${user.pk}/`, { method: 'PATCH', body: { name }, headers: { 'if-match': etag } })
  const first = await at(user.etag, 'first')
  expect(first.status).toBe(200)
  expect(await at(user.etag, 'second')).toMatchObject({ status: 412, body: { detail: expect.any(String) } })
  expect(await at('yesterday', 'second')).toMatchObject({ status: 412 })
  expect((await rowOf(user.pk))?.name).toBe('first')
  expect((await at(first.headers.get('etag') ?? '', 'third')).status).toBe(200)
  expect((await at('*', 'fourth')).status).toBe(200)
})

test('the last administrator cannot be taken out of service by their own token', async () => {
  const { status, body } = await call(`/core/users/${root.id}/`, {
    method: 'PATCH',
    body: { is_active: false },
  })
  expect([status, Object.keys(body)]).toEqual([400, ['non_field_errors']])
  expect((await call('/core/users/me/')).status).toBe(200)
})

test('no answer holds a password hash or a token', async () => {
  await database.db.update(users).set({ passwordHash: 'argon2-hash' }).where(eq(users.id, root.id))
  for (const path of ['/core/users/', `/core/users/${root.id}/`, '/core/users/me/']) {
    const text = JSON.stringify((await call(path)).body)
    expect(text).not.toContain('argon2-hash')
    expect(text).not.toContain(root.token)
  }
})

test('a method that a path does not serve is answered with those it does', async () => {
  const { status, headers, body } = await call('/core/users/me/', { method: 'DELETE' })
  expect([status, headers.get('allow'), body]).toEqual([405, 'GET, OPTIONS', { detail: expect.any(String) }])
  const options = await anyApiAs(root.token)('/core/users/', { method: 'OPTIONS' })
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS'])
})
