import { eq, getTableColumns } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { WireUser } from '@/lib/doors/wire/authentik/users/wire'
import { anyApiAs, userWithToken } from '@/testing/api'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { endpoint } from './endpoint'
import { routes } from './routes'

const database = testDatabase()
let root: Awaited<ReturnType<typeof userWithToken>>
let call: ReturnType<typeof anyApiAs>

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
  call = anyApiAs(root.token)
})

const rowOf = async (id: number) => (await database.db.select().from(users).where(eq(users.id, id)))[0]
const countOf = async () => ({
  users: await database.db.$count(users),
  events: await database.db.$count(events),
})

async function create(fields: Record<string, unknown> = {}) {
  const { status, body } = await call('/core/users/', {
    body: { username: uniqueName(), name: '', ...fields },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return WireUser.parse(body)
}

const refusedFields: [string, Record<string, unknown>, string][] = [
  ['an empty username', { username: '' }, 'username'],
  ['a username of 151 characters', { username: 'x'.repeat(151) }, 'username'],
  ['a username with a control character', { username: 'a\u0007b' }, 'username'],
  ['a username with a zero-width character', { username: 'a\u200bb' }, 'username'],
  ['half a surrogate pair', { username: 'a\ud800' }, 'username'],
  ['a username that is a number', { username: 7 }, 'username'],
  ['a name that is null', { name: null }, 'name'],
  ['a name with a null character', { name: 'a\0' }, 'name'],
  ['an e-mail that is none', { email: 'ada' }, 'email'],
  ['an e-mail that is null', { email: null }, 'email'],
  ['an activity that is text', { is_active: 'true' }, 'is_active'],
  ['an unknown type', { type: 'robot' }, 'type'],
  ['a leading slash', { path: '/users' }, 'path'],
  ['a trailing slash', { path: 'users/' }, 'path'],
  ['two slashes in a row', { path: 'users//staff' }, 'path'],
  ['a path that climbs', { path: 'users/../admins' }, 'path'],
  ['a path of 60 levels', { path: Array(60).fill('a').join('/') }, 'path'],
  ['a path of 300 characters', { path: 'a'.repeat(300) }, 'path'],
  ['an empty path', { path: '' }, 'path'],
  ['attributes that are a list', { attributes: [] }, 'attributes'],
  ['attributes that are text', { attributes: '{}' }, 'attributes'],
  ['attributes with a null character', { attributes: { a: '\0' } }, 'attributes'],
  ['attributes of more than 64 KB', { attributes: { a: 'x'.repeat(70_000) } }, 'attributes'],
  ['groups, which there are none of', { groups: ['0190a0a0-0000-7000-8000-000000000000'] }, 'groups'],
  ['roles that are no list', { roles: 'all' }, 'roles'],
  ['a sign-in that never was', { last_login: '2026-01-01T00:00:00Z' }, 'last_login'],
  ['an unknown field', { colour: 'blue' }, 'colour'],
]

test.each(refusedFields)('%s is refused at its field and changes nothing', async (_what, fields, field) => {
  const user = await create()
  const before = { row: await rowOf(user.pk), counts: await countOf() }
  const valid = { username: uniqueName(), name: 'New' }
  for (const [path, method] of [
    ['/core/users/', 'POST'],
    [`/core/users/${user.pk}/`, 'PUT'],
    [`/core/users/${user.pk}/`, 'PATCH'],
  ] as const) {
    const { status, body } = await call(path, { method, body: { ...valid, ...fields } })
    expect({ method, status, fields: Object.keys(body) }).toEqual({ method, status: 400, fields: [field] })
    expect(body[field]).toEqual([expect.any(String)])
  }
  expect({ row: await rowOf(user.pk), counts: await countOf() }).toEqual(before)
})

test('a username or address that another account goes by is refused, whatever its case or Unicode form', async () => {
  const { id, username } = await makeUser(contextFor(database.db), {
    username: 'Straße',
    email: 'strasse@example.org',
  })
  expect(id).toBeGreaterThan(0)
  for (const [fields, field] of [
    [{ username: 'STRASSE' }, 'username'],
    [{ username: 'Ｓtraße' }, 'username'],
    [{ username: 'Strasse@Example.org' }, 'username'],
    [{ email: 'STRASSE@example.org' }, 'email'],
  ] as const) {
    const { status, body } = await call('/core/users/', {
      body: { username: uniqueName(), name: '', ...fields },
    })
    expect([username, status, Object.keys(body)]).toEqual([username, 400, [field]])
  }
})

test('no write moves a column that is not one of its fields', async () => {
  const user = await create()
  const before = await rowOf(user.pk)
  const allowed = ['username', 'name', 'email', 'attributes', 'type']
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const columns = Object.entries(getTableColumns(users))
    .flatMap(([property, column]) => [property, column.name, snake(property)])
    .concat(['pk', 'uid', 'password', 'actor', 'user_id', 'is_superuser', 'is_staff', 'groups_obj', 'avatar'])
    .concat([
      'isAdministrator',
      'created_by',
      'date_joined',
      'last_updated',
      'password_change_date',
      '__proto__',
    ])
  for (const column of new Set(columns)) {
    if (allowed.includes(column)) continue
    for (const value of [1, true, 'x', '2020-01-01T00:00:00Z', null]) {
      const body = `{ "name": "moved", ${JSON.stringify(column)}: ${JSON.stringify(value)} }`
      const { status, body: answer } = await call(`/core/users/${user.pk}/`, { method: 'PATCH', body })
      expect({ column, status, fields: Object.keys(answer) }).toEqual({
        column,
        status: 400,
        fields: [column],
      })
    }
  }
  expect(await rowOf(user.pk)).toEqual(before)
})

test('a body that is not a JSON object is refused and changes nothing', async () => {
  const before = await countOf()
  const post = (body: string, headers = {}) => call('/core/users/', { body, headers })
  for (const body of ['{', '{"username": "a",}', "{'username': 'a'}", 'null x', '\u0000', '']) {
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('JSON parse error') },
    })
  }
  for (const body of ['[]', '"text"', '1', 'null', '['.repeat(100_000) + ']'.repeat(100_000)]) {
    expect(await post(body)).toMatchObject({ status: 400, body: { non_field_errors: [expect.any(String)] } })
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ]) {
    expect(await post('{}', { 'content-type': type })).toMatchObject({ status: 415 })
  }
  expect(await post(JSON.stringify({ username: 'x'.repeat(1024 * 1024) }))).toMatchObject({ status: 413 })
  expect(await countOf()).toEqual(before)
})

test('a body that names no length is read no further than 1 MB', async () => {
  let read = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const request = new Request('http://localhost:3000/api/v3/core/users/', {
    method: 'POST',
    headers: { authorization: `Bearer ${root.token}`, 'content-type': 'application/json' },
    body: endless,
    duplex: 'half',
  } as RequestInit)
  const response = await endpoint(routes['/core/users/']).POST(request, { params: Promise.resolve({}) })
  expect(response.status).toBe(413)
  expect(read).toBeLessThan(1.5 * 1024 * 1024)
})

test('an id that no user has, or that is no id at all, is not found by any method', async () => {
  for (const id of [
    '0',
    '-1',
    '2147483647',
    '2147483648',
    '9'.repeat(30),
    '1.0',
    'abc',
    '1%20or%201=1',
    '%00',
    '0x1',
  ]) {
    for (const [method, body] of [
      ['GET'],
      ['PUT', { username: uniqueName(), name: '' }],
      ['PATCH', {}],
    ] as const) {
      const answer = await call(`/core/users/${id}/`, { method, ...(body ? { body } : {}) })
      expect({ id, method, ...answer }).toMatchObject({
        status: 404,
        body: { detail: 'The user was not found.' },
      })
    }
  }
})
