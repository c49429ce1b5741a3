import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { apiAs, userWithToken } from '@/testing/api'
import { uniqueName } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
let call: ReturnType<typeof apiAs>

beforeAll(async () => {
  call = apiAs((await userWithToken(database.db, { administrator: true })).token)
})

const makers = [
  ['a user', async () => `/core/users/${(await newUser()).pk}/`],
  ['a group', async () => `/core/groups/${(await newGroup()).pk}/`],
] as const
const newUser = async (attributes?: Record<string, unknown>) =>
  (await call('/core/users/', { body: { username: uniqueName(), name: '', attributes } })).body
const newGroup = async (attributes?: Record<string, unknown>) =>
  (await call('/core/groups/', { body: { name: uniqueName(), attributes } })).body

test.each(makers)(
  'a number that would be kept as another is refused at its line, for %s',
  async (_, make) => {
    const path = await make()
    const before = (await call(path)).body
    for (const number of ['9007199254740993', '0.30000000000000000001', '1e999']) {
      const body = `{\n"attributes": {\n"n": ${number}}}`
      expect(await call(path, { method: 'PATCH', body })).toMatchObject({
        status: 400,
        body: { attributes: ['Line 3: This number is too long to be kept exactly. Put it in quotes.'] },
      })
    }
    expect((await call(path)).body).toEqual(before)
  },
)

test.each(makers)('a name that is there twice is refused at its line, for %s', async (_, make) => {
  const path = await make()
  const before = (await call(path)).body
  for (const [body, field, line] of [
    ['{"attributes": {"a": 1,\n"a": 2}}', 'attributes', 2],
    ['{"name": "a", "name": "b"}', 'name', 1],
  ] as const) {
    expect(await call(path, { method: 'PATCH', body })).toMatchObject({
      status: 400,
      body: { [field]: [`Line ${line}: This name is there twice.`] },
    })
  }
  expect((await call(path)).body).toEqual(before)
})

test('numbers that are kept exactly are answered as they were sent, by users and groups, one and listed', async () => {
  const attributes = {
    n: 9007199254740992,
    small: 5e-324,
    large: 1e300,
    half: 0.1,
    quoted: '9007199254740993',
  }
  const user = await newUser(attributes)
  const group = await newGroup(attributes)
  const listed = (await call(`/core/users/?username=${user.username}`)).body.results[0]
  const found = (await call(`/core/groups/?name=${group.name}`)).body.results[0]
  for (const answer of [user, group, listed, found]) expect(answer?.attributes).toEqual(attributes)
})
