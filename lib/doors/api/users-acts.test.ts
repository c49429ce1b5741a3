import { Configuration, CoreApi } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Permission } from '@/lib/rights/catalogue'
import { getUser } from '@/lib/users/get'
import { anyApiAs, apiAs, fetchApi, tokenOf, userWithToken } from '@/testing/api'
import { grantTo } from '@/testing/groups'
import { giveLink, giveSession } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase()
// Requests are made now, and what is given must be open then.
const context = () => contextFor(database.db, undefined, new Date())
let root: Awaited<ReturnType<typeof userWithToken>>
let call: ReturnType<typeof apiAs>
let core: CoreApi

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
  call = apiAs(root.token)
  const basePath = 'http://localhost:3000/api/v3'
  core = new CoreApi(new Configuration({ basePath, accessToken: root.token, fetchApi }))
})

const rowOf = async (id: number) => (await database.db.select().from(users).where(eq(users.id, id)))[0]

test('the published client reads what goes with a user and deletes them', async () => {
  const { id, username } = await makeUser(context())
  await giveSession(context(), id)
  await giveLink(context(), id)
  await tokenOf(database.db, username)
  const uses = await core.coreUsersUsedByList({ id })
  expect(uses.map(({ modelName, action, name }) => [modelName, action, name])).toEqual([
    ['authenticatedsession', 'cascade', 'Session'],
    ['token', 'cascade', 'test'],
    ['recoverylink', 'cascade', 'Made by root'],
  ])
  await core.coreUsersDestroy({ id })
  expect(await rowOf(id)).toBeUndefined()
  expect((await call(`/core/users/${id}/`)).status).toBe(404)
})

test('what goes with a user is told to whoever may delete them, and to nobody else', async () => {
  const path = `users/${uniqueName('team')}`
  const [inside, outside] = [await makeUser(context(), { path }), await makeUser(context())]
  await giveSession(context(), inside.id)
  const { folderId: scopeFolderId } = await getUser(context(), inside.id)
  const statuses = async (...permissions: Permission[]) => {
    const { id, token } = await userWithToken(database.db)
    for (const permission of permissions)
      await grantTo(context(), { userId: id }, { permission, scope: 'folder', scopeFolderId })
    const of = async (userId: number) => (await apiAs(token)(`/core/users/${userId}/used_by/`)).status
    return [await of(inside.id), await of(outside.id), await of(2_000_000_000)]
  }
  expect(await statuses()).toEqual([403, 403, 403])
  expect(await statuses('users.read')).toEqual([403, 404, 404])
  expect(await statuses('users.delete')).toEqual([200, 404, 404])
  await grantTo(context(), { userId: inside.id }, { permission: 'settings.update' })
  expect(await statuses('users.delete')).toEqual([403, 404, 404])
})

test('DELETE answers 204 without a body, and 404 for one who is not there', async () => {
  const { id } = await makeUser(context())
  const gone = await call(`/core/users/${id}/`, { method: 'DELETE' })
  expect([gone.status, gone.body, gone.headers.get('cache-control')]).toEqual([
    204,
    undefined,
    'private, no-store',
  ])
  for (const query of ['', '?dry_run=true'])
    expect((await call(`/core/users/${id}/${query}`, { method: 'DELETE' })).status).toBe(404)
  expect((await call(`/core/users/${id}/used_by/`)).status).toBe(404)
})

test('a dry run answers the plan and does nothing', async () => {
  const { id, username } = await makeUser(context(), { name: 'Ada', path: 'users/dry' })
  await giveSession(context(), id)
  const before = await rowOf(id)
  const lines = (await database.db.select().from(events)).length
  const row = { pk: id, label: username, note: 'Ada, users/dry', ends: [{ kind: 'sessions', count: 1 }] }
  const plan = { rows: [{ ...row, blocker: null }], count: 1, ends: row.ends, warnings: [], blockers: [] }
  const deletion = await call(`/core/users/${id}/?dry_run=true`, { method: 'DELETE' })
  expect([deletion.status, deletion.body]).toEqual([200, { ...plan, warnings: ['This cannot be undone.'] }])
  const deactivation = await call(`/core/users/${id}/?dry_run=true`, {
    method: 'PATCH',
    body: { is_active: false },
  })
  expect([deactivation.status, deactivation.body]).toEqual([200, plan])
  const activation = await call(`/core/users/${id}/?dry_run=true`, {
    method: 'PATCH',
    body: { is_active: true },
  })
  expect(activation.body).toMatchObject({ rows: [], count: 0, warnings: ['1 is active already.'] })
  expect(await rowOf(id)).toEqual(before)
  expect(await database.db.select().from(events)).toHaveLength(lines)
})

test('a dry run of what has no plan is refused, and changes nothing', async () => {
  const { id } = await makeUser(context())
  const { status, body } = await call(`/core/users/${id}/?dry_run=true`, {
    method: 'PATCH',
    body: { name: 'Changed' },
  })
  expect([status, Object.keys(body)]).toEqual([400, ['dry_run']])
  expect((await call(`/core/users/?dry_run=true`)).status).toBe(400)
  expect((await rowOf(id))?.name).toBe('')
})

test('what stands in the way is named by the dry run and refuses the deed, as a deed that is not possible', async () => {
  const plan = await call(`/core/users/${root.id}/?dry_run=true`, { method: 'DELETE' })
  expect([plan.status, plan.body.blockers]).toEqual([200, ['You cannot delete your own account.']])
  const deed = await call(`/core/users/${root.id}/`, { method: 'DELETE' })
  expect([deed.status, deed.body]).toEqual([
    400,
    { non_field_errors: ['You cannot delete your own account.'] },
  ])
  expect(await rowOf(root.id)).toBeDefined()
})

test('a token of somebody who is not an administrator sees no plan, deletes nobody and reads no uses', async () => {
  const nobody = await userWithToken(database.db)
  const { id } = await makeUser(context())
  const as = apiAs(nobody.token)
  for (const query of ['', '?dry_run=true'] as const) {
    expect((await as(`/core/users/${id}/${query}`, { method: 'DELETE' })).status).toBe(403)
    const patch = await as(`/core/users/${id}/${query}`, { method: 'PATCH', body: { is_active: false } })
    expect(patch.status).toBe(403)
  }
  expect((await as(`/core/users/${id}/used_by/`)).status).toBe(403)
  expect((await rowOf(id))?.deactivatedAt).toBeNull()
})

test('a token of a user who was deactivated or deleted is refused at the next call', async () => {
  for (const end of [
    (id: number) => call(`/core/users/${id}/`, { method: 'PATCH', body: { is_active: false } }),
    (id: number) => call(`/core/users/${id}/`, { method: 'DELETE' }),
  ]) {
    const leaving = await userWithToken(database.db, { administrator: true })
    expect((await apiAs(leaving.token)('/core/users/me/')).status).toBe(200)
    await end(leaving.id)
    expect((await apiAs(leaving.token)('/core/users/me/')).status).toBe(403)
  }
})

test('the document describes the plans, and the answer without a body', async () => {
  const { paths, components } = (await anyApiAs(undefined)('/schema/')).body
  const { delete: destroy, patch } = paths['/core/users/{id}/']
  expect(Object.keys(destroy.responses)).toEqual(expect.arrayContaining(['200', '204']))
  expect(destroy.responses[204].content).toBeUndefined()
  expect(destroy.parameters).toContainEqual(expect.objectContaining({ in: 'query', name: 'dry_run' }))
  expect(patch.responses[200].content['application/json'].schema.oneOf).toHaveLength(2)
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Plan', 'UsedByList']))
})
