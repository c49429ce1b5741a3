import { asc, desc, eq, sql, TransactionRollbackError } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { seedDirectory } from '@/lib/demo/seed'
import { countLimit } from '@/lib/kernel/list-input'
import { searchForm } from '@/lib/kernel/names'
import { fraction, runs } from '@/testing/depth'
import { explainingDatabase } from '@/testing/explained-statements'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { ListUsers, userSorts } from './input'
import { listUsers, selectUsers } from './list'
import { readCursor, writeCursor } from './order'
import { readUsers } from './read'

const database = testDatabase()
const dayMs = 24 * 60 * 60_000
const sorts = userSorts.flatMap((sort) => [sort, `-${sort}` as const])
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

let explaining: ReturnType<typeof explainingDatabase>
let everybody: Awaited<ReturnType<typeof readEverybody>>

const readEverybody = () =>
  database.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      usernameKey: users.usernameKey,
      nameKey: users.nameKey,
      search: users.search,
      path: folders.path,
      type: users.type,
      active: sql<boolean>`${users.deactivatedAt} is null`,
      lastSignInAt: users.lastSignInAt,
      createdAt: users.createdAt,
    })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .orderBy(asc(users.id))

beforeAll(async () => {
  await seedDirectory(database.db, { users: 20_000, folders: 200, now: testTime })
  // Plans are chosen by what the server knows of the table: all of it, and not what autovacuum has come to.
  await database.db.execute(sql`vacuum (freeze, analyze) users`)
  explaining = explainingDatabase(database.url ?? '')
  everybody = await readEverybody()
}, 120_000)

afterAll(() => explaining?.close())

const list = (input: Record<string, string>) => listUsers(contextFor(explaining.db), ListUsers.parse(input))

type Person = (typeof everybody)[number]

const queries: Record<string, (user: Person) => boolean> = {
  '': () => true,
  'active:no': (user) => !user.active,
  'type:external active:no': (user) => user.type === 'external' && !user.active,
  'last-sign-in:>90d': (user) => signedIn(user) < testTime.getTime() - 90 * dayMs,
  'last-sign-in:<7d type:external': (user) =>
    user.type === 'external' && signedIn(user) >= testTime.getTime() - 7 * dayMs,
  'last-sign-in:never': (user) => user.lastSignInAt === null,
  schmidt: (user) => user.search.includes('schmidt'),
  'active:no maria': (user) => !user.active && user.search.includes('maria'),
  example: (user) => user.search.includes('example'),
  'example.org last-sign-in:<30d': (user) =>
    user.search.includes('example.org') && signedIn(user) >= testTime.getTime() - 30 * dayMs,
  'schmidt@example.org': (user) => user.search.includes('schmidt@example.org'),
  '"a.schmidt" example': (user) => user.search.includes('a.schmidt') && user.search.includes('example'),
  'olivia example.com': (user) => user.search.includes('olivia') && user.search.includes('example.com'),
  'olivia smith': (user) => user.search.includes('olivia') && user.search.includes('smith'),
  'olivia.smith1': (user) => user.search.includes('olivia.smith1'),
  'branch-7.example': (user) => user.search.includes('branch-7.example'),
  'smi active:yes': (user) => user.active && user.search.includes('smi'),
  smi: (user) => user.search.includes('smi'),
  Ελένη: (user) => user.search.includes(searchForm('Ελένη')),
}

function signedIn(user: Person): number {
  return user.lastSignInAt?.getTime() ?? Number.NEGATIVE_INFINITY
}

const keys: Record<string, (user: Person) => string | number> = {
  username: (user) => user.usernameKey,
  name: (user) => user.nameKey,
  'last-sign-in': signedIn,
  created: (user) => user.createdAt.getTime(),
}

function inOrder(sort: string): (a: Person, b: Person) => number {
  const key = keys[sort.replace(/^-/, '')] ?? (() => 0)
  const sign = sort.startsWith('-') ? -1 : 1
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    return sign * (left < right ? -1 : left > right ? 1 : a.id - b.id)
  }
}

const deep = 'users/staff/Europe/Deutschland'

test('in a large directory pages and totals agree with a plain reading, whichever way they are found', async () => {
  const inputs = fc.record({
    folder: fc.constantFrom('', 'users', 'users/staff', deep, 'users/alumni'),
    subfolders: fc.constantFrom('yes', 'no'),
    q: fc.constantFrom(...Object.keys(queries)),
    sort: fc.constantFrom(...sorts),
    start: fraction,
  })
  await fc.assert(
    fc.asyncProperty(inputs, async ({ start, ...input }) => {
      const { folder, subfolders, q, sort } = input
      const inside = (path: string) =>
        path === folder || (subfolders === 'yes' && (folder === '' || path.startsWith(`${folder}/`)))
      const expected = everybody.filter((user) => inside(user.path) && queries[q]?.(user)).sort(inOrder(sort))
      const first = await list({ ...input, size: '20' })
      expect(idsOf(first.rows)).toEqual(idsOf(expected.slice(0, 20)))
      expect(first.total).toEqual({
        count: Math.min(expected.length, countLimit),
        capped: expected.length > countLimit,
      })
      const middle = everybody[Math.floor(start * everybody.length)]
      if (!middle) throw new Error('nobody is there')
      const beyond = expected.filter((user) => inOrder(sort)(user, middle) > 0)
      const page = await list({ ...input, size: '20', after: writeCursor(sort, middle) })
      expect(idsOf(page.rows)).toEqual(idsOf(beyond.slice(0, 20)))
      const back = page.previous && (await list({ ...input, size: '20', before: page.previous }))
      if (back)
        expect(idsOf(back.rows)).toEqual(idsOf(expected.filter((user) => !beyond.includes(user)).slice(-20)))
    }),
    { numRuns: runs(60) },
  )
}, 60_000)

test('one word is found by username in all folders, in some and in one, and the same as by looking at everybody', async () => {
  const [most] = await database.db.select().from(folders).orderBy(desc(folders.directUsers)).limit(1)
  const largest = most?.path ?? ''
  expect(most?.directUsers).toBeGreaterThan(500)
  const above = largest.split('/').slice(0, -1).join('/')
  for (const folder of ['', 'users/staff', above, largest]) {
    for (const subfolders of ['yes', 'no']) {
      for (const q of ['smi', 'anna', 'schmidt', 'ελενη', 'ann', 'zzz']) {
        const isIn = (path: string) =>
          path === folder || (subfolders === 'yes' && (folder === '' || path.startsWith(`${folder}/`)))
        const expected = everybody.filter(({ path, search }) => isIn(path) && search.includes(q))
        for (const sort of ['username', '-username']) {
          const { rows, total } = await list({ folder, subfolders, q, sort, size: '20' })
          expect(idsOf(rows)).toEqual(idsOf(expected.toSorted(inOrder(sort)).slice(0, 20)))
          expect(total).toEqual({ count: expected.length, capped: false })
        }
      }
    }
  }
}, 60_000)

test('texts of several words are found by those who have all of them, and only where the text stands', async () => {
  for (const q of [
    'olivia smith',
    'olivia.smith',
    'schmidt anna',
    'anna.schmidt@example.org',
    'krzysztof.grazewski',
  ]) {
    const expected = everybody.filter(({ search }) => q.split(' ').every((word) => search.includes(word)))
    for (const sort of sorts) {
      const { rows, total } = await list({ q, sort, size: '20' })
      expect(idsOf(rows)).toEqual(idsOf(expected.toSorted(inOrder(sort)).slice(0, 20)))
      expect(total.count).toBe(expected.length)
    }
  }
}, 60_000)

test('a page is the same where matches lie too far apart to be met in order', async () => {
  const ctx = contextFor(explaining.db)
  for (const q of ['schmidt', 'olivia', 'schmidt example']) {
    const selection = await selectUsers(ctx, { folder: '', subfolders: true, q })
    const matches = everybody.filter((user) => q.split(' ').every((word) => user.search.includes(word)))
    expect(matches.length).toBeGreaterThan(20)
    for (const sort of sorts) {
      const expected = matches.sort(inOrder(sort))
      for (const start of [undefined, expected[4], expected[11]]) {
        const cursor = readCursor({ sort, after: start && writeCursor(sort, start) })
        const page = await readUsers(ctx, selection, { ...cursor, limit: 10, offset: 0 }, countLimit + 1)
        const found = await ctx.db
          .select({ id: sql<number>`id` })
          .from(sql`(${page}) page`)
          .orderBy(sql`place`)
        const beyond = expected.filter((user) => !start || inOrder(sort)(user, start) > 0)
        expect(idsOf(found)).toEqual(idsOf(beyond.slice(0, 10)))
      }
    }
  }
}, 30_000)

test('users whose names are as long as they may be are stored and found, whatever their number', async () => {
  // Characters of four octets, in an order that does not compress.
  const long = (length: number, seed: number) => {
    let state = seed
    const next = () => {
      state = (state * 48_271) % 2_147_483_647
      return String.fromCodePoint(0x20000 + (state % 42_000))
    }
    return Array.from({ length }, next).join('')
  }
  const { db } = database
  await db
    .transaction(async (tx) => {
      const ctx = contextFor(tx)
      for (let n = 0; n < 200; n++) {
        const username = long(75, 2 * n + 1)
        const name = long(127, 2 * n + 2)
        const email = n % 2 === 0 ? null : `${n}@${'long-domain.'.repeat(20)}example`
        const { id } = await makeUser(ctx, { username, name, email })
        const { rows } = await listUsers(ctx, ListUsers.parse({ q: [...name].slice(20, 30).join('') }))
        expect(idsOf(rows)).toEqual([id])
      }
      tx.rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error
    })
}, 60_000)

/** Each kind of read: its inputs, and how many rows of users its statements may look at in all. */
const kinds: Record<string, { inputs: Record<string, string>[]; most: number }> = {
  'everybody, in every order': { inputs: sorts.map((sort) => ({ sort })), most: 200 },
  'one folder': {
    inputs: sorts.flatMap((sort) => ['users', deep].map((folder) => ({ sort, folder, subfolders: 'no' }))),
    most: 800,
  },
  'a folder with those below it': {
    inputs: sorts.flatMap((sort) => ['users', 'users/staff', deep].map((folder) => ({ sort, folder }))),
    most: 800,
  },
  'by what users are': {
    inputs: sorts.flatMap((sort) =>
      ['active:no', 'type:external active:no has-email:no'].map((q) => ({ sort, q })),
    ),
    most: 3000,
  },
  'a name few bear': { inputs: ['Schmidt', 'olivia example.com', 'Ελένη'].map((q) => ({ q })), most: 1500 },
  'a username or an address in full': {
    inputs: ['olivia.smith', 'anna.schmidt@example.org'].map((q) => ({ q })),
    most: 1500,
  },
  'a text most hold': { inputs: sorts.map((sort) => ({ sort, q: 'example' })), most: 600 },
  'a text nobody holds': { inputs: ['zzz', 'no-such-name', '%%%', '😀😀😀'].map((q) => ({ q })), most: 600 },
  'the beginning of a name': { inputs: ['q', 'zo'].map((q) => ({ q })), most: 2000 },
  'by last sign-in': {
    inputs: sorts.flatMap((sort) =>
      ['last-sign-in:>90d', 'last-sign-in:<2010-01-01'].map((q) => ({ sort, q })),
    ),
    most: 12_000,
  },
}

for (const [kind, { inputs, most }] of Object.entries(kinds)) {
  test(`${kind}: users are never scanned, and at most ${most} rows looked at`, async () => {
    for (const input of inputs) {
      const cost = await explaining.costOf(() => list(input))
      expect(cost.scans, JSON.stringify(input)).not.toContain('Seq Scan')
      expect(cost.visited, JSON.stringify(input)).toBeLessThanOrEqual(most)
    }
  }, 30_000)
}
