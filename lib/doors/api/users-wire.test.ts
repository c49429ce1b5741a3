import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { folders, grants, groupMembers, groups, roles, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { WireUser } from '@/lib/doors/wire/authentik/users/wire'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { apiAs, userWithToken } from '@/testing/api'
import { grantTo, makeGroup, putInto } from '@/testing/groups'
import { contextFor, makeUser } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
const moment = '2026-01-31T23:59:59.070Z'
let call: ReturnType<typeof apiAs>
let id: number
let seen: { id: number; name: string; uuid: string }
let other: typeof seen

async function makeSeenGroup(name: string) {
  const ctx = contextFor(database.db)
  const { id } = await makeGroup(ctx, { name, attributes: { floor: 3 } })
  const [group] = await ctx.db.select({ uuid: groups.uuid }).from(groups).where(eq(groups.id, id))
  return { id, name, uuid: group?.uuid ?? '' }
}

beforeAll(async () => {
  const ctx = contextFor(database.db)
  call = apiAs((await userWithToken(ctx.db, { username: 'root', administrator: true })).token)
  id = (await makeUser(ctx, { username: 'ada', name: 'Zoë "Z" \\ 東京\n🦊', path: 'a/b' })).id
  await ctx.db
    .update(users)
    .set({ lastSignInAt: new Date(moment), attributes: { z: [1, null, { ä: '"' }], a: 1.5 } })
    .where(eq(users.id, id))
  other = await makeSeenGroup('a-group-of-others')
  seen = await makeSeenGroup('b-group')
  const past = await makeSeenGroup('c-group-of-the-past')
  for (const group of [seen, other, past]) await putInto(ctx, group.id, [id])
  await ctx.db
    .update(groupMembers)
    .set({ expiresAt: new Date(0) })
    .where(and(eq(groupMembers.groupId, past.id), eq(groupMembers.userId, id)))
  await insertAdministratorGrant(ctx, id)
})

const listed = async (as = call, query = '') =>
  (await as(`/core/users/?username=ada${query}`)).body.results[0]

test('a list writes users just as they are read one by one, each field in its place', async () => {
  const { body } = await call(`/core/users/${id}/`)
  expect(JSON.stringify(await listed())).toBe(JSON.stringify(body))
  expect(Object.keys(body)).toEqual(Object.keys(WireUser.shape))
  expect(WireUser.parse(body)).toEqual(body)
  expect(body).toMatchObject({
    ...{
      pk: id,
      name: 'Zoë "Z" \\ 東京\n🦊',
      email: '',
      path: 'a/b',
      last_login: moment,
      is_superuser: true,
    },
    ...{ uid: createHash('sha256').update(body.uuid).digest('hex'), password_change_date: body.date_joined },
    ...{ attributes: { z: [1, null, { ä: '"' }], a: 1.5 }, groups: [other.uuid, seen.uuid] },
  })
  expect(body.groups_obj).toEqual(
    [other, seen].map(({ id, name, uuid }) => ({
      ...{ pk: uuid, num_pk: id, name, is_superuser: false, attributes: { floor: 3 } },
    })),
  )
  expect(body.roles_obj).toEqual([{ pk: body.roles[0], name: 'Administrator' }])
})

test('whole groups and roles are left out when not asked for', async () => {
  const short = await listed(call, '&include_groups=false&include_roles=false')
  const whole = await listed()
  expect(short).toEqual({ ...whole, groups_obj: null, roles_obj: null })
})

test('groups and roles outside the view are not written, in lists as for one', async () => {
  const ctx = contextFor(database.db)
  const reader = await userWithToken(ctx.db)
  const as = apiAs(reader.token)
  const [folder] = await ctx.db.select({ id: folders.id }).from(folders).where(eq(folders.path, 'a'))
  const inFolder = { scope: 'folder' as const, scopeFolderId: folder?.id ?? 0 }
  await grantTo(ctx, { userId: reader.id }, { permission: 'users.read', ...inFolder })
  const views = async () => [await listed(as), (await as(`/core/users/${id}/`)).body]
  for (const user of await views())
    expect(user).toMatchObject({ groups: [], groups_obj: [], roles: [], roles_obj: [] })

  const oneGroup = { scope: 'group' as const, scopeGroupId: seen.id }
  await grantTo(ctx, { userId: reader.id }, { permission: 'groups.read', ...oneGroup })
  for (const user of await views())
    expect(user).toMatchObject({ groups: [seen.uuid], groups_obj: [{ pk: seen.uuid }], roles: [] })

  await grantTo(ctx, { userId: reader.id }, { permission: 'grants.read', ...inFolder })
  const [role] = await ctx.db
    .select({ uuid: roles.uuid })
    .from(roles)
    .innerJoin(grants, eq(grants.roleId, roles.id))
    .where(eq(grants.userId, id))
  for (const user of await views()) expect(user).toMatchObject({ roles: [role?.uuid] })
})
