import { readdirSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing'
import { createFolder } from '@/lib/folders/create'
import { createGrant } from '@/lib/grants/create'
import type { GrantScope } from '@/lib/grants/input'
import { createGroup } from '@/lib/groups/create'
import { getGroup } from '@/lib/groups/get'
import type { Context } from '@/lib/kernel/context'
import { applies, type Permission, permissionNames } from '@/lib/rights/catalogue'
import { fetchApi, userWithToken } from '@/testing/api'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import type { Operations } from './api/operation'
import { routes } from './api/routes'

const database = testDatabase()
let ctx: Context

vi.mock('./page', () => ({ currentContext: async () => ctx, visitorContext: async () => ctx }))
// It wants Next.js's own module resolution, and nobody gets as far as a cookie here.
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }))
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
  await Promise.all(files.map((path) => import(/* @vite-ignore */ `../../app/${path}`)))
).flatMap((module: Record<string, Action>) => Object.entries(module))

/** What everybody who is signed in may ask of their own account and their own jobs. */
const ofEveryone = new Set([
  'changePasswordAction',
  'confirmOwnAddressAction',
  'endSessionAction',
  'cancelJobAction',
])
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
    const work = async () =>
      expect((await action({ status: 'idle' }, costlyForm()))?.status).toBe(
        _name === 'startRecoveryAction' ? 'conflict' : 'invalid',
      )
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
    expect(await sendUnread(token, method, path.replace('{id}', '1'))).toBe(403)
  },
)

const writing = operations.filter(({ id, method }) => method !== 'GET' && !openOperations.has(id))

test.each(writing)(
  'the API refuses $id to whoever may only read before it reads a body',
  async (operation) => {
    const { id: userId, token } = await userWithToken(database.db)
    await giveOver({ kind: 'everything' }, userId, (name) => name.endsWith('.read'))
    expect(await sendUnread(token, operation.method, operation.path.replace('{id}', '1'))).toBe(403)
  },
)

/** Those that change one user or one group, whom the path names. */
const targeted = writing.filter(({ path }) => /core\/(users|groups)\/\{/.test(path))

test('there are operations that change one user or one group', () => {
  expect(targeted.length).toBeGreaterThan(8)
})

test.each(targeted)(
  'the API refuses $id over somebody else to whoever may do it over others before it reads a body',
  async ({ method, path }) => {
    const operator = contextFor(database.db)
    const own = await createFolder(operator, { parentId: 1, name: uniqueName('own') })
    const group = await createGroup(operator, { name: uniqueName('own'), parents: [], attributes: {} })
    const { id: elsewhere } = await createGroup(operator, {
      ...{ name: uniqueName('else'), parents: [], attributes: {} },
    })
    const { uuid } = await getGroup(operator, elsewhere)
    const user = await makeUser(operator)
    const { id: userId, token } = await userWithToken(database.db)
    await giveOver({ kind: 'folder', id: own.id }, userId, (name) => applies(name, 'folder'))
    await giveOver({ kind: 'group', id: group.id }, userId, (name) => applies(name, 'group'))
    const named = path.replace('{id}', String(user.id)).replace('{uuid}', uuid)
    expect(await sendUnread(token, method, named)).toBe(404)
  },
)

/** Gives the person these permissions one by one, over the same. */
async function giveOver(scope: GrantScope, userId: number, isGiven: (name: Permission) => boolean) {
  for (const permission of permissionNames.filter(isGiven))
    await createGrant(contextFor(database.db), { holder: { userId }, given: { permission }, scope })
}

/** Sends a costly query and a body that must not be asked for; the status of the answer. */
async function sendUnread(token: string, method: string, path: string): Promise<number> {
  const pull = vi.fn()
  const body = new ReadableStream({ pull }, { highWaterMark: 0 })
  const answer = await fetchApi(`http://localhost:3000/api/v3${path}?nonsense=${'x'.repeat(10_000)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method !== 'GET' && { body, duplex: 'half' }),
  } as RequestInit)
  expect(pull).not.toHaveBeenCalled()
  return answer.status
}
