import { Configuration, CoreApi } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { apiAs, fetchApi, userWithToken } from '@/testing/api'
import { newToken } from '@/testing/recovery'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase()
let root: Awaited<ReturnType<typeof userWithToken>>
let call: ReturnType<typeof apiAs>

beforeAll(async () => {
  root = await userWithToken(database.db, { administrator: true })
  call = apiAs(root.token)
})

const linksOf = (userId: number) =>
  database.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, userId))

test('the published client makes a recovery link, with and without a duration', async () => {
  const { id } = await makeUser(contextFor(database.db))
  const basePath = 'http://localhost:3000/api/v3'
  const core = new CoreApi(new Configuration({ basePath, accessToken: root.token, fetchApi }))
  const link = /^http:\/\/localhost:3000\/recovery\/[\w-]{43}$/
  expect((await core.coreUsersRecoveryCreate({ id })).link).toMatch(link)
  const userRecoveryLinkRequest = { tokenDuration: 'days=1;hours=2' }
  expect((await core.coreUsersRecoveryCreate({ id, userRecoveryLinkRequest })).link).toMatch(link)
  const lifetimes = (await linksOf(id)).map(
    ({ createdAt, expiresAt }) => (expiresAt.getTime() - createdAt.getTime()) / 60_000,
  )
  expect(lifetimes.sort()).toEqual([24 * 60, 26 * 60])
})

test.each(['', 'soon', 'days=8', 'minutes=29', 'days=1,hours=2', 'days=-1', '__proto__=1'])(
  'the duration %j is refused by its name',
  async (token_duration) => {
    const { id } = await makeUser(contextFor(database.db))
    const { status, body } = await call(`/core/users/${id}/recovery/`, { body: { token_duration } })
    expect([status, Object.keys(body)]).toEqual([400, ['token_duration']])
    expect(await linksOf(id)).toEqual([])
  },
)

test('a dry run says what would end and what stands against it, and makes nothing', async () => {
  const { id } = await makeUser(contextFor(database.db))
  await newToken(database.db, id, new Date())
  const made = await call(`/core/users/${id}/recovery/?dry_run=true`, { method: 'POST' })
  expect(made.body).toMatchObject({ ends: [{ kind: 'recoveryLinks', count: 1 }], blockers: [] })
  const mailed = await call(`/core/users/${id}/recovery_email/?dry_run=true`, { body: {} })
  expect(mailed.body.blockers).toEqual([expect.stringContaining('no e-mail address')])
  expect(await linksOf(id)).toHaveLength(1)
})

test('an inactive user is refused with the reason, an unknown one is not found', async () => {
  const { id, username } = await makeUser(contextFor(database.db), { isActive: false })
  const { status, body } = await call(`/core/users/${id}/recovery/`, { body: {} })
  expect([status, body]).toEqual([
    400,
    { non_field_errors: [`${username} is inactive. A recovery link activates nobody.`] },
  ])
  expect((await call('/core/users/2000000000/recovery/', { body: {} })).status).toBe(404)
})

test('a token makes no link of the user it belongs to, and says why, in a dry run too; by mail it does', async () => {
  const email = `${uniqueName('own')}@example.org`
  const own = await userWithToken(database.db, { administrator: true, email })
  const mine = apiAs(own.token)
  const reason = 'Change your own password under My account.'
  const { status, body } = await mine(`/core/users/${own.id}/recovery/`, { body: {} })
  expect([status, body]).toEqual([400, { non_field_errors: [reason] }])
  const blockers = async (way: 'recovery' | 'recovery_email') =>
    (await mine(`/core/users/${own.id}/${way}/?dry_run=true`, { body: {} })).body.blockers
  expect(await blockers('recovery')).toEqual([reason])
  expect(await blockers('recovery_email')).toEqual([])
  expect(await linksOf(own.id)).toEqual([])
})

test('who may not recover users gets neither links nor plans', async () => {
  const { id } = await makeUser(contextFor(database.db))
  const other = apiAs((await userWithToken(database.db)).token)
  for (const path of [
    'recovery/',
    'recovery_email/',
    'recovery/?dry_run=true',
    'recovery_email/?dry_run=true',
  ] as const) {
    const address = `/core/users/${id}/${path}` as const
    for (const as of [other, apiAs(undefined)]) {
      expect((await as(address, { body: {} })).status, path).toBe(403)
    }
  }
  expect(await linksOf(id)).toEqual([])
})
