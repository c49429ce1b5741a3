import { readdirSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import type { Operations } from './api/operation'
import { routes } from './api/routes'
import { fetchApi, userWithToken } from './api/testing'
import type { Context } from './context'
import { contextFor, makeUser, somebody } from './testing'

const database = testDatabase()
let ctx: Context

vi.mock('@/lib/page', () => ({ currentContext: async () => ctx, visitorContext: async () => ctx }))
// It wants Next.js's own module resolution, and nobody gets as far as a cookie here.
vi.mock('@/lib/sign-in/next-auth', () => ({ startSession: vi.fn(), clearSessionCookie: vi.fn() }))

beforeAll(async () => {
  const operator = contextFor(database.db)
  ctx = contextFor(database.db, somebody((await makeUser(operator)).id))
})

type Action = (...given: unknown[]) => Promise<{ status: string; message?: string } | undefined>

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('actions.ts'),
)
const actions: [name: string, action: Action][] = (
  await Promise.all(files.map((path) => import(/* @vite-ignore */ `../app/${path}`)))
).flatMap((module: Record<string, Action>) => Object.entries(module))

/** What everybody who is signed in may ask of their own account and their own jobs. */
const ofEveryone = new Set(['changePasswordAction', 'endSessionAction', 'cancelJobAction'])
/** What anybody may ask. */
const ofStrangers = new Set([
  ...['signInAction', 'replacePasswordAction', 'setUpAction', 'signOutAction'],
  ...['requestRecoveryAction', 'startRecoveryAction', 'finishRecoveryAction', 'undoAction'],
])

const guarded = actions.filter(([name]) => !ofEveryone.has(name) && !ofStrangers.has(name))

test('the actions are found', () => {
  const names = actions.map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining([...ofEveryone, ...ofStrangers]))
  expect(guarded.length).toBeGreaterThan(35)
})

/** An input of which every look is a failure. */
const untouchable = new Proxy(
  {},
  Object.fromEntries(
    Object.getOwnPropertyNames(Reflect).map((trap) => [
      trap,
      () => {
        throw new Error('The input was looked at.')
      },
    ]),
  ),
)

test.each(guarded)('%s refuses whoever holds nothing before it looks at the input', async (_name, action) => {
  expect(await action(untouchable)).toMatchObject({
    status: 'failed',
    message: 'You do not have permission to do this.',
  })
})

const long = 'a b:\n\t- [\n'.repeat(100_000)
const costlyFields = {
  ...{ text: long, id: long, identifier: long, password: long, username: long, name: long, email: long },
  ...{ currentPassword: long, newPassword: long, repeatPassword: long, next: long, token: long },
}
function costlyForm(): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(costlyFields)) form.set(name, value)
  return form
}
const ownActions = actions.filter(([name]) => ofEveryone.has(name))
const strangersActions = actions.filter(([name]) => ofStrangers.has(name) && name !== 'signOutAction')

/** The time the processor spent, which other programs do not lengthen as they do that of the clock. */
async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return process.cpuUsage(before).user / 1000
}

test.each(ownActions)('%s, for everybody signed in, costs little whatever is sent', async (_name, action) => {
  for (const input of [costlyFields, Array.from({ length: 100_000 }, () => ({})), long]) {
    const work = async () => expect((await action(input, costlyForm()))?.status).toBe('invalid')
    expect(await processorMs(work)).toBeLessThan(200)
  }
})

test.each(strangersActions)(
  '%s, for anybody at all, costs little whatever is sent',
  async (_name, action) => {
    // Some read a cookie, which there is none of outside a request.
    const work = async () =>
      expect((await action({ status: 'idle' }, costlyForm()).catch(() => undefined))?.status).not.toBe('done')
    expect(await processorMs(work)).toBeLessThan(200)
  },
)

const operations = Object.entries(routes as Record<string, Operations>).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, { id }]) => ({ id, method, path })),
)
/** For everybody with a token, or without one. */
const openOperations = new Set(['core_users_me_retrieve', 'schema_retrieve'])

test.each(operations.filter(({ id }) => !openOperations.has(id)))(
  'the API refuses $id to whoever holds nothing before it reads a body or a query',
  async ({ method, path }) => {
    const { token } = await userWithToken(database.db)
    const pull = vi.fn()
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    const url = `http://localhost:3000/api/v3${path.replace('{id}', '1')}?nonsense=${'x'.repeat(10_000)}`
    const answer = await fetchApi(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method !== 'GET' && { body, duplex: 'half' }),
    } as RequestInit)
    expect(answer.status).toBe(403)
    expect(pull).not.toHaveBeenCalled()
  },
)
