import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { pageSizes } from '@/lib/kernel/list-input'
import { runs } from '@/testing/depth'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { ListUsers, userSorts } from './input'
import { listUsers } from './list'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const list = (input: Record<string, string>) => listUsers(context(), ListUsers.parse(input))
const names = async (input: Record<string, string>) => (await list(input)).rows.map((row) => row.username)

const dayMs = 24 * 60 * 60_000
const paths = ['users', 'users/staff', 'users/staff/berlin', 'users2', 'other']

type Made = {
  id: number
  username: string
  name: string
  path: string
  active: boolean
  external: boolean
  days: number | null
}
const made: Made[] = []

beforeAll(async () => {
  for (let i = 0; i < 90; i++) {
    const path = paths[i % 5] ?? 'users'
    const days = i % 4 === 0 ? null : i
    const active = i % 7 !== 0
    const external = i % 3 === 0
    const name = i % 6 === 0 ? '' : (['José Álvarez', 'Zoë 100%', 'under_score', 'Анна Иванова'][i % 4] ?? '')
    const username = `u${String((i * 37) % 90).padStart(3, '0')}`
    const email = i % 5 === 0 ? null : `${username}@example.org`
    const { id } = await makeUser(context(), {
      username,
      name,
      path,
      email,
      isActive: active,
      type: external ? 'external' : 'internal',
    })
    if (days !== null) {
      const lastSignInAt = new Date(testTime.getTime() - days * dayMs)
      await database.db.update(users).set({ lastSignInAt }).where(eq(users.id, id))
    }
    made.push({ id, username, name, path, active, external, days })
  }
})

test('following next visits every match once, and previous leads back the same way', async () => {
  const inputs = fc.record({
    folder: fc.constantFrom('', 'users', 'users/staff', 'other'),
    subfolders: fc.constantFrom('yes', 'no'),
    q: fc.constantFrom(
      '',
      'active:no',
      'type:external',
      'has-email:no active:yes',
      'last-sign-in:>30d',
      'last-sign-in:never',
      'u0',
      'example',
      'jose',
      'u01 type:internal',
    ),
    sort: fc
      .tuple(fc.constantFrom('', '-'), fc.constantFrom(...userSorts))
      .map(([sign, name]) => sign + name),
  })
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const whole = await list({ ...input, size: '100' })
      const forwards: number[][] = []
      let page = await list({ ...input, size: String(pageSizes[0]) })
      forwards.push(page.rows.map((row) => row.id))
      while (page.next) {
        page = await list({ ...input, size: '20', after: page.next })
        forwards.push(page.rows.map((row) => row.id))
      }
      expect(forwards.flat()).toEqual(whole.rows.map((row) => row.id))
      expect(whole.total).toEqual({ count: whole.rows.length, capped: false })
      for (const expected of forwards.slice(0, -1).reverse()) {
        page = await list({ ...input, size: '20', before: page.previous ?? '' })
        expect(page.rows.map((row) => row.id)).toEqual(expected)
      }
      expect(page.previous).toBeUndefined()
    }),
    { numRuns: runs(40) },
  )
})

test('a folder holds its own users and those below it, by whole segments', async () => {
  const within = (test: (path: string) => boolean) =>
    made
      .filter((u) => test(u.path))
      .map((u) => u.username)
      .sort()
  expect(await names({ folder: 'users', size: '100' })).toEqual(
    within((p) => p === 'users' || p.startsWith('users/')),
  )
  expect(await names({ folder: 'users', subfolders: 'no', size: '100' })).toEqual(
    within((p) => p === 'users'),
  )
  expect(await names({ folder: 'users2', size: '100' })).toEqual(within((p) => p === 'users2'))
  expect(await names({ size: '100' })).toEqual(within(() => true))
})

test('filters agree with a plain reading of them', async () => {
  const agree = async (q: string, test: (user: Made) => boolean) =>
    expect(await names({ q, size: '100' })).toEqual(
      made
        .filter(test)
        .map((u) => u.username)
        .sort(),
    )
  await agree('active:no', (u) => !u.active)
  await agree('active:yes type:external', (u) => u.active && u.external)
  await agree('last-sign-in:>30d', (u) => u.days === null || u.days > 30)
  await agree('last-sign-in:<30d', (u) => u.days !== null && u.days <= 30)
  await agree('last-sign-in:never', (u) => u.days === null)
  await agree('JOSE alvarez', (u) => u.name === 'José Álvarez')
  await agree('анна', (u) => u.name === 'Анна Иванова')
})

test('a percent sign, an underscore, a quote and a backslash are searched for as they stand', async () => {
  const found = (text: string) =>
    made
      .filter((u) => u.name.includes(text))
      .map((u) => u.username)
      .sort()
  expect(await names({ q: '100%', size: '100' })).toEqual(found('100%'))
  expect(await names({ q: 'under_score', size: '100' })).toEqual(found('under_score'))
  expect(await names({ q: '%%%' })).toEqual([])
  expect(await names({ q: '___' })).toEqual([])
  expect(await names({ q: `'; drop table users; --` })).toEqual([])
  expect(await names({ q: '\\\\\\' })).toEqual([])
  expect(await names({ q: '👩‍👩‍👧' })).toEqual([])
})

test('one and two characters match only at the beginning', async () => {
  expect(await names({ q: 'u0', size: '100' })).toHaveLength(90)
  expect(await names({ q: '99' })).toEqual([])
})

test('a search that is too long or a term with a wrong value is refused with a sentence', async () => {
  await expect(list({ q: 'x'.repeat(10_000) })).rejects.toThrow(Invalid)
  await expect(list({ q: 'active:perhaps' })).rejects.toThrow('active: takes yes or no.')
  await expect(list({ q: 'nul\0l' })).rejects.toThrow(Invalid)
  await expect(list({ folder: 'nowhere' })).rejects.toThrow(NotFound)
  expect((await list({ folder: 'nul\0l' })).rows).not.toEqual([])
})

test('a day that no calendar has is refused with a sentence, the year 0 included', async () => {
  for (const day of ['0000-01-01', '2026-02-30', '2026-13-01', '2026-00-10']) {
    await expect(list({ q: `last-sign-in:>=${day}` })).rejects.toThrow(Invalid)
    await expect(list({ q: `last-sign-in:<${day}` })).rejects.toThrow(Invalid)
  }
  await expect(list({ q: 'last-sign-in:>=0001-01-01' })).resolves.toBeDefined()
  await expect(list({ q: 'last-sign-in:<9999-12-31' })).resolves.toBeDefined()
})

test('a broken cursor, size or sort gives the first page', async () => {
  const first = await names({})
  expect(await names({ after: 'nonsense', size: '7', sort: 'password_hash' })).toEqual(first)
  expect(await names({ after: Buffer.from('["x"]').toString('base64url') })).toEqual(first)
})

test('somebody who is not an administrator cannot list users', async () => {
  await expect(listUsers(contextFor(database.db, somebody()), ListUsers.parse({}))).rejects.toThrow(Forbidden)
})

test('a cursor of another order, or forged with a value that is none of its type, gives the first page', async () => {
  const first = await list({ size: '20' })
  const byCreation = await names({ sort: 'created', size: '20' })
  expect(await names({ sort: 'created', size: '20', after: first.next ?? '' })).toEqual(byCreation)
  const forged = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url')
  for (const moment of ['soon', '0000-01-01T00:00:00Z']) {
    expect(await names({ sort: 'created', size: '20', after: forged('created', moment, 1) })).toEqual(
      byCreation,
    )
  }
  expect(await names({ size: '20', after: forged('username', 'a\0', 1) })).toEqual(
    first.rows.map((row) => row.username),
  )
  expect(await names({ size: '20', after: forged('username', 'a', 2 ** 40) })).toEqual(
    first.rows.map((row) => row.username),
  )
})
