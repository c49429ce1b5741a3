import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import type { SignedInContext } from '@/lib/kernel/context'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import type { Permission } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { contextFor, makeUser, somebody } from '@/testing/world'

const database = testDatabase()
let ctx: SignedInContext | undefined
let nobody: SignedInContext

vi.mock('./page', () => ({
  currentContext: async () => ctx,
  pageContext: async () => ctx,
  permittedContext: async (permission: Permission) => {
    await requirePermission(nobody, permission)
    return ctx
  },
  orInterrupt: (read: Promise<unknown>) => read,
}))
vi.mock('server-only', () => ({}))

beforeAll(async () => {
  const operator = contextFor(database.db)
  nobody = contextFor(database.db, somebody((await makeUser(operator)).id)) as SignedInContext
})

const lookedAt = () => {
  throw new Error('It was looked at.')
}

const filesOf = (name: string, mark: string) =>
  readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith(name) && readFileSync(`app/${path}`, 'utf8').includes(mark),
  )

const lookups = filesOf('route.ts', 'lookup(')
type Lookup = { GET: (request: Request, context: unknown) => Promise<Response> }

/** A request whose query cannot be read. */
const untouchable = {
  headers: new Headers(),
  get url() {
    return lookedAt()
  },
} as unknown as Request
const params = Promise.resolve({ id: 'x'.repeat(10_000) })

test('the look-ups and the pages are found', () => {
  expect(lookups.length).toBeGreaterThan(15)
  expect(pages.length).toBeGreaterThan(10)
})

test.each(lookups)(
  '%s answers a stranger and whoever holds nothing before it looks at what is asked',
  async (path) => {
    const { GET }: Lookup = await import(/* @vite-ignore */ `../../app/${path}`)
    ctx = undefined
    expect((await GET(untouchable, { params })).status).toBe(401)
    ctx = nobody
    // Everybody has jobs of their own; what its address names is none.
    if (path.includes('jobs/')) return
    expect((await GET(untouchable, { params })).status).toBe(403)
  },
)

const pages = filesOf('page.tsx', 'await searchParams').filter((path) => !path.startsWith('(signed-out)'))
type Page = { default: (props: unknown) => Promise<unknown> }

/** What everybody who is signed in may open: a list of their own. */
const ofEveryone = ['(console)/jobs/page.tsx']

test.each(pages.filter((path) => !ofEveryone.includes(path)))(
  '%s refuses whoever holds nothing before it looks at its parameters',
  async (path) => {
    const { default: page }: Page = await import(/* @vite-ignore */ `../../app/${path}`)
    ctx = nobody
    const refused = await page({ params, searchParams: new Proxy({}, { get: lookedAt }) }).catch(
      (error: unknown) => error,
    )
    expect(
      [Forbidden, NotFound].some((kind) => refused instanceof kind),
      String(refused),
    ).toBe(true)
  },
)
