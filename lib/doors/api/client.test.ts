import { Configuration, CoreApi, ResponseError, UserTypeEnum } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { fetchApi, userWithToken } from '@/testing/api'
import { uniqueName } from '@/testing/world'

const database = testDatabase()
let root: Awaited<ReturnType<typeof userWithToken>>
let core: CoreApi

const clientOf = (accessToken: string) =>
  new CoreApi(new Configuration({ basePath: 'http://localhost:3000/api/v3', accessToken, fetchApi }))

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
  core = clientOf(root.token)
})

test('the published client creates, reads, changes and lists users', async () => {
  const username = uniqueName()
  const created = await core.coreUsersCreate({
    userRequest: {
      ...{
        username,
        name: 'Ada',
        email: 'ada@example.org',
        path: 'users/client',
        isActive: true,
        groups: [],
      },
      ...{ type: UserTypeEnum.External, attributes: { shoe_size: 38, nestedKey: { innerKey: true } } },
    },
  })
  expect(created).toMatchObject({
    ...{
      username,
      name: 'Ada',
      email: 'ada@example.org',
      path: 'users/client',
      isActive: true,
      isSuperuser: false,
    },
    ...{ type: 'external', attributes: { shoe_size: 38, nestedKey: { innerKey: true } } },
  })
  expect(created.dateJoined).toBeInstanceOf(Date)
  expect(await core.coreUsersRetrieve({ id: created.pk })).toEqual(created)
  const patched = await core.coreUsersPartialUpdate({
    id: created.pk,
    patchedUserRequest: { name: 'Ada Lovelace', isActive: false },
  })
  expect(patched).toMatchObject({ name: 'Ada Lovelace', isActive: false, email: 'ada@example.org' })
  const { results, pagination } = await core.coreUsersList({
    ...{ search: 'lovelace', isActive: false, type: [UserTypeEnum.External, UserTypeEnum.Internal] },
    ...{ pathStartswith: 'users', ordering: '-date_joined', page: 1, pageSize: 50 },
    ...{ includeGroups: false, includeRoles: false, dateJoinedGt: new Date('2020-01-01') },
  })
  expect(results).toEqual([{ ...patched, groupsObj: null, rolesObj: null }])
  expect(pagination).toEqual({
    ...{ next: 0, previous: 0, count: 1, current: 1, totalPages: 1, startIndex: 1, endIndex: 1 },
  })
  expect((await core.coreUsersPathsRetrieve({ search: '' })).paths).toContain('users/client')
})

test('the published client can send back a user just as it was read', async () => {
  const lastSignInAt = new Date('2026-02-01T10:00:00.123Z')
  const user = await core.coreUsersCreate({ userRequest: { username: uniqueName(), name: '' } })
  await database.db.update(users).set({ lastSignInAt }).where(eq(users.id, user.pk))
  const read = await core.coreUsersRetrieve({ id: user.pk })
  expect(read.lastLogin).toEqual(lastSignInAt)
  const written = await core.coreUsersUpdate({ id: user.pk, userRequest: { ...read, name: 'Changed' } })
  expect(written).toEqual({ ...read, name: 'Changed', lastUpdated: written.lastUpdated })
})

test('the published client learns who it is', async () => {
  const me = await core.coreUsersMeRetrieve()
  expect(me.user).toMatchObject({ pk: root.id, username: root.username, isSuperuser: true, isActive: true })
  expect(me.user.systemPermissions).toContain('users.create')
  const nobody = await userWithToken(database.db)
  const { user } = await clientOf(nobody.token).coreUsersMeRetrieve()
  expect(user).toMatchObject({ pk: nobody.id, isSuperuser: false, systemPermissions: [] })
})

test('the published client pages to the end by pagination.next', async () => {
  for (let i = 0; i < 7; i++) {
    await core.coreUsersCreate({ userRequest: { username: uniqueName('paged'), name: '' } })
  }
  const seen: string[] = []
  for (let page = 1; page > 0; ) {
    const { results, pagination } = await core.coreUsersList({ search: 'paged', page, pageSize: 3 })
    seen.push(...results.map((user) => user.username))
    page = pagination.next
  }
  expect(new Set(seen).size).toBe(7)
})

test('errors reach the published client as responses it can read', async () => {
  const failure = async (promise: Promise<unknown>) => {
    const error = await promise.then(() => undefined).catch((error: unknown) => error)
    if (!(error instanceof ResponseError)) throw new Error('the client did not throw a ResponseError')
    return { status: error.response.status, body: await error.response.json() }
  }
  const taken = core.coreUsersCreate({ userRequest: { username: root.username.toUpperCase(), name: '' } })
  expect(await failure(taken)).toEqual({ status: 400, body: { username: [expect.any(String)] } })
  expect(await failure(core.coreUsersRetrieve({ id: 0 }))).toMatchObject({ status: 404 })
  expect(await failure(core.coreUsersList({ page: 99 }))).toMatchObject({ status: 404 })
  expect(await failure(clientOf('wrong').coreUsersList())).toEqual({
    status: 403,
    body: { detail: expect.any(String) },
  })
})
