import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { WireUserList } from '@/lib/doors/wire/authentik/users/wire'
import { apiAs, userWithToken } from '@/testing/api'
import { contextFor, makeUser } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
let call: ReturnType<typeof apiAs>

const paths = ['users', 'users/staff', 'users/staff/berlin', 'users2']
const signIn = (i: number) => (i % 4 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + i)))

beforeAll(async () => {
  const { db } = database
  const root = await userWithToken(db, { username: 'root', path: 'admins', administrator: true })
  call = apiAs(root.token)
  for (let i = 0; i < 30; i++) {
    const { id } = await makeUser(contextFor(db, undefined, new Date(Date.UTC(2025, 0, 1 + i))), {
      username: `u${String(i).padStart(2, '0')}`,
      name: i % 5 === 0 ? '' : `Name ${i % 3}`,
      email: i % 2 === 0 ? `U${i}@Example.org` : null,
      path: paths[i % 4] ?? 'users',
      isActive: i % 6 !== 0,
      type: i % 3 === 0 ? 'external' : 'internal',
    })
    await db
      .update(users)
      .set({ lastSignInAt: signIn(i) })
      .where(eq(users.id, id))
  }
})

async function list(query: string) {
  const { status, body } = await call(`/core/users/?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return WireUserList.parse(body)
}
const found = async (query: string) =>
  (await list(`page_size=100&${query}`)).results.map((user) => user.username)
const made = (test: (i: number) => boolean) =>
  [...Array(30).keys()].filter(test).map((i) => `u${String(i).padStart(2, '0')}`)

test('each filter holds exactly the users it names', async () => {
  expect(await found('username=U07')).toEqual(['u07'])
  expect(await found('email=u8%40example.ORG')).toEqual(['u08'])
  expect(await found('name=Name+1')).toEqual(made((i) => i % 3 === 1 && i % 5 !== 0))
  expect(await found('name=name+1')).toEqual([])
  expect(await found('is_active=false')).toEqual(made((i) => i % 6 === 0))
  expect(await found('type=external')).toEqual(made((i) => i % 3 === 0))
  expect(await found('type=external&type=internal&is_superuser=false')).toEqual(made(() => true))
  expect(await found('type=service_account')).toEqual([])
  expect(await found('is_superuser=true')).toEqual(['root'])
  expect(await found('last_login__isnull=true')).toEqual(['root', ...made((i) => signIn(i) === null)])
  expect(await found('last_login__isnull=false')).toEqual(made((i) => signIn(i) !== null))
  expect(await found('last_login__lt=2026-01-06T00:00:00Z')).toEqual(made((i) => i < 5 && signIn(i) !== null))
  expect(await found('last_login__gt=2026-01-06T01:00:00%2B01:00')).toEqual(
    made((i) => i > 5 && signIn(i) !== null),
  )
  expect(await found('last_login=2026-01-06T00:00:00.000Z')).toEqual(['u05'])
  expect(await found('date_joined=2025-01-03T00:00:00Z')).toEqual(['u02'])
  expect(await found('date_joined__gt=2025-01-03T00:00:00Z&date_joined__lt=2025-01-06T00:00:00Z')).toEqual([
    'u03',
    'u04',
  ])
  const [{ uuid = '' } = {}] = (await list('username=u11')).results
  expect(await found(`uuid=${uuid}`)).toEqual(['u11'])
  expect(await found(`search=${uuid}`)).toEqual(['u11'])
})

test('a path holds its own users, a path prefix whole folders and nothing that merely begins alike', async () => {
  expect(await found('path=users')).toEqual(made((i) => i % 4 === 0))
  expect(await found('path_startswith=users')).toEqual(made((i) => i % 4 !== 3))
  expect(await found('path_startswith=users/staff')).toEqual(made((i) => i % 4 === 1 || i % 4 === 2))
  expect(await found('path=users/staff&path_startswith=users')).toEqual(made((i) => i % 4 === 1))
  expect(await found('path=users2&path_startswith=users')).toEqual([])
  expect(await found('path=nowhere')).toEqual([])
})

test('a search finds words as they stand, and an empty value asks for nothing', async () => {
  expect(await found('search=name+u0')).toEqual(made((i) => i < 10 && i % 5 !== 0))
  expect(await found('search=EXAMPLE.org')).toEqual(made((i) => i % 2 === 0))
  expect(await found('search=%25%25%25')).toEqual([])
  expect(await found('search=___')).toEqual([])
  expect(await found('search=active%3Ano')).toEqual([])
  expect(await found(`search=${encodeURIComponent(`'; drop table users; --`)}`)).toEqual([])
  expect(await found('search=%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7')).toEqual([])
  expect(await found('search=&path=&is_active=&type=')).toHaveLength(31)
})

test('every ordering sorts both ways, and pages by number and by cursor agree with the whole', async () => {
  for (const ordering of ['username', 'name', 'last_login', 'date_joined', 'pk']) {
    for (const query of [
      '',
      'is_active=true',
      'search=example',
      'path_startswith=users/staff',
      'path=users',
    ]) {
      const upwards = await found(`${query}&ordering=${ordering}`)
      expect(await found(`${query}&ordering=-${ordering}`)).toEqual([...upwards].reverse())
      const numbered: string[] = []
      const byCursor: string[] = []
      for (let page = 1, cursor = ''; page > 0; ) {
        const here = await list(`${query}&ordering=${ordering}&page_size=4&page=${page}`)
        const there = await list(`${query}&ordering=${ordering}&page_size=4&cursor=${cursor}`)
        numbered.push(...here.results.map((user) => user.username))
        byCursor.push(...there.results.map((user) => user.username))
        page = here.pagination.next
        cursor = there.pagination.next_cursor ?? ''
      }
      expect(numbered).toEqual(upwards)
      expect(byCursor).toEqual(upwards)
    }
  }
})

test('the envelope counts pages and rows from 1, and 0 is none', async () => {
  const first = (await list('page_size=20')).pagination
  expect(first).toEqual({
    ...{ next: 2, previous: 0, count: 31, current: 1, total_pages: 2, start_index: 1, end_index: 20 },
    ...{ next_cursor: expect.any(String), count_is_minimum: false },
  })
  expect((await list('page=2')).pagination).toEqual({
    ...{ next: 0, previous: 1, count: 31, current: 2, total_pages: 2, start_index: 21, end_index: 31 },
    ...{ next_cursor: null, count_is_minimum: false },
  })
  expect((await list('search=nobody-at-all')).pagination).toMatchObject({
    ...{ next: 0, previous: 0, count: 0, current: 1, total_pages: 1, start_index: 0, end_index: 0 },
  })
})

test('a page beyond the end is not found, also of a list of nobody', async () => {
  for (const query of ['page=3', 'page=999999', 'page=2&search=nobody-at-all', 'page=2&path=nowhere']) {
    const { status, body } = await call(`/core/users/?${query}`)
    expect({ query, status, body }).toEqual({
      query,
      status: 404,
      body: { detail: 'The page was not found.' },
    })
  }
})

test('what a query cannot mean is refused by the name of the parameter', async () => {
  const refused: [string, string][] = [
    ...['0', '-1', '1.5', 'two', '1e3', '99999999999999999999', '%00'].map((page): [string, string] => [
      `page=${page}`,
      'page',
    ]),
    ...['0', '-5', '101', 'all'].map((size): [string, string] => [`page_size=${size}`, 'page_size']),
    ['page=1&page=2', 'page'],
    ['cursor=nonsense', 'cursor'],
    ['page=1&cursor=x', 'cursor'],
    ['ordering=password_hash', 'ordering'],
    ['ordering=username,name', 'ordering'],
    ['is_active=perhaps', 'is_active'],
    ['type=robot', 'type'],
    ['uuid=1', 'uuid'],
    ['date_joined__gt=yesterday', 'date_joined__gt'],
    ['last_login__lt=0000-01-01T00:00:00Z', 'last_login__lt'],
    ['last_login__lt=9999-12-31T23:59:59-23:00', 'last_login__lt'],
    ['path=/users', 'path'],
    ['path_startswith=users/../admins', 'path_startswith'],
    ['search=a%00b', 'search'],
    [`search=${'x'.repeat(10_000)}`, 'search'],
    [`search=${'x+'.repeat(11)}`, 'search'],
    ['colour=blue', 'colour'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['roles_by_pk=1', 'roles_by_pk'],
    ['attributes=%7B%7D', 'attributes'],
    ['last_updated__gt=2026-01-01T00:00:00Z', 'last_updated__gt'],
  ]
  for (const [query, parameter] of refused) {
    const { status, body } = await call(`/core/users/?${query}`)
    expect({ query, status, body }).toEqual({
      query,
      status: 400,
      body: { [parameter]: [expect.any(String)] },
    })
  }
})

test('a cursor by number that was forged with text PostgreSQL does not read as one is refused', async () => {
  for (const text of ['', '1e3', '0x10', '5.0', '99999999999']) {
    const cursor = Buffer.from(JSON.stringify(['id', text, 1])).toString('base64url')
    const { status, body } = await call(`/core/users/?ordering=pk&cursor=${cursor}`)
    expect([status, Object.keys(body)]).toEqual([400, ['cursor']])
  }
})

test('a cursor of another ordering is refused', async () => {
  const { next_cursor } = (await list('page_size=5')).pagination
  const { status, body } = await call(`/core/users/?ordering=date_joined&cursor=${next_cursor}`)
  expect([status, Object.keys(body)]).toEqual([400, ['cursor']])
})

test('folder paths are listed whole or by the users a search finds', async () => {
  const { body } = await call('/core/users/paths/')
  expect(body).toEqual({ paths: ['admins', ...paths].sort(), truncated: false })
  expect((await call('/core/users/paths/?search=u01')).body).toEqual({
    paths: ['users/staff'],
    truncated: false,
  })
  expect((await call('/core/users/paths/?search=nobody-at-all')).body.paths).toEqual([])
  expect((await call('/core/users/paths/?folder=users')).status).toBe(400)
})
