import { Configuration, CoreApi } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants, groups, roles } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { WireGroup } from '@/lib/doors/wire/authentik/groups/wire'
import type { Context } from '@/lib/kernel/context'
import { apiAs, fetchApi, userWithToken } from '@/testing/api'
import { grantTo, makeGroup, putInto } from '@/testing/groups'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
let ctx: Context
let root: ReturnType<typeof apiAs>
let core: CoreApi

beforeAll(async () => {
  ctx = { ...contextFor(database.db), now: new Date() }
  const { token } = await userWithToken(database.db, { administrator: true })
  root = apiAs(token)
  const basePath = 'http://localhost:3000/api/v3'
  core = new CoreApi(new Configuration({ basePath, accessToken: token, fetchApi }))
})

async function uuidOf(id: number): Promise<string> {
  const [group] = await database.db.select().from(groups).where(eq(groups.id, id))
  return group?.uuid ?? ''
}

test('the published client makes, reads, finds, changes and deletes a group', async () => {
  const name = uniqueName('team')
  const user = await makeUser(ctx)
  const parent = await core.coreGroupsCreate({ groupRequest: { name: uniqueName('top') } })
  const group = await core.coreGroupsCreate({
    groupRequest: { name, parents: [parent.pk], users: [user.id], attributes: { floor: 3 } },
  })
  expect(group).toMatchObject({
    ...{ name, isSuperuser: false, parents: [parent.pk], users: [user.id], attributes: { floor: 3 } },
    ...{ roles: [], children: [], usersObj: [{ pk: user.id, username: user.username }] },
  })
  const groupUuid = group.pk
  expect(await core.coreGroupsRetrieve({ groupUuid: parent.pk, includeChildren: true })).toMatchObject({
    children: [groupUuid],
    childrenObj: [{ pk: groupUuid, name }],
  })
  const byMember = await core.coreGroupsList({ membersByPk: [user.id] })
  expect(byMember.results.map(({ pk }) => pk)).toEqual([groupUuid])
  expect((await core.coreGroupsList({ search: name.slice(2), includeUsers: false })).results).toMatchObject([
    { pk: groupUuid, usersObj: null },
  ])
  const renamed = `${name} II`
  await core.coreGroupsPartialUpdate({ groupUuid, patchedGroupRequest: { name: renamed } })
  expect(
    await core.coreGroupsUpdate({ groupUuid, groupRequest: { name: renamed, parents: [] } }),
  ).toMatchObject({
    name: renamed,
    parents: [],
    users: [user.id],
  })
  await core.coreGroupsDestroy({ groupUuid })
  await expect(core.coreGroupsRetrieve({ groupUuid })).rejects.toMatchObject({ response: { status: 404 } })
})

test('users are added until a moment and removed, again and again without harm', async () => {
  const group = await makeGroup(ctx)
  const user = await makeUser(ctx)
  const path = `/core/groups/${await uuidOf(group.id)}/` as const
  const until = '2099-01-01T00:00:00.000Z'
  for (const _ of [1, 2])
    expect((await root(`${path}add_user/`, { body: { pk: user.id, until } })).status).toBe(204)
  const { body } = await root(path)
  expect(WireGroup.parse(body)).toMatchObject({
    users: [user.id],
    users_until: { [user.id]: until },
    num_users: 1,
  })
  for (const _ of [1, 2])
    expect((await root(`${path}remove_user/`, { body: { pk: user.id } })).status).toBe(204)
  expect((await root(path)).body).toMatchObject({ users: [], num_users: 0 })
  expect((await root(`${path}add_user/`, { body: { pk: 2_000_000 } })).status).toBe(404)
  const past = await root(`${path}add_user/`, { body: { pk: user.id, until: '2020-01-01T00:00:00Z' } })
  expect([past.status, past.body]).toEqual([400, { until: ['Choose a moment that is still to come.'] }])
})

test('a list of users sent replaces the members, all or none', async () => {
  const group = await makeGroup(ctx)
  const [a, b, c] = [await makeUser(ctx), await makeUser(ctx), await makeUser(ctx)]
  await putInto(ctx, group.id, [a.id, b.id])
  const path = `/core/groups/${await uuidOf(group.id)}/` as const
  const sent = (users: number[]) => root(path, { method: 'PATCH', body: { users } })
  expect((await sent([b.id, c.id])).body).toMatchObject({ users: [b.id, c.id] })
  const refused = await sent([a.id, 2_000_000])
  expect([refused.status, refused.body]).toEqual([400, { users: ['One of these users was not found.'] }])
  expect((await root(path)).body).toMatchObject({ users: [b.id, c.id] })
})

test('is_superuser is the role of administrators, given and taken by the rules of grants', async () => {
  const group = await makeGroup(ctx)
  const path = `/core/groups/${await uuidOf(group.id)}/` as const
  const made = await root(path, { method: 'PATCH', body: { is_superuser: true } })
  const [administrator] = await database.db.select().from(roles).where(eq(roles.key, 'administrator'))
  expect(made.body).toMatchObject({ is_superuser: true, roles: [administrator?.uuid] })
  expect((await root('/core/groups/?is_superuser=true')).body.results).toMatchObject([{ name: group.name }])
  const manager = await userWithToken(database.db)
  for (const permission of ['groups.update', 'groups.change_members', 'grants.create', 'users.read'] as const)
    await grantTo(ctx, { userId: manager.id }, { permission })
  const other = await makeGroup(ctx)
  const call = apiAs(manager.token)
  const tried = await call(`/core/groups/${await uuidOf(other.id)}/`, {
    method: 'PATCH',
    body: { is_superuser: true },
  })
  expect(tried.status).toBe(403)
  expect((await call(`${path}add_user/`, { body: { pk: manager.id } })).status).toBe(403)
  expect(await database.db.$count(grants, eq(grants.groupId, other.id))).toBe(0)
  expect((await root(path, { method: 'PATCH', body: { is_superuser: false } })).body).toMatchObject({
    is_superuser: false,
    roles: [],
  })
})

test('users say which groups they are in, are found by them, and are put into just those sent', async () => {
  const one = await makeGroup(ctx, { attributes: { floor: 1 } })
  const two = await makeGroup(ctx)
  const user = await makeUser(ctx)
  await putInto(ctx, one.id, [user.id])
  const [first, second] = [await uuidOf(one.id), await uuidOf(two.id)]
  const path = `/core/users/${user.id}/` as const
  expect((await root(path)).body).toMatchObject({
    groups: [first],
    groups_obj: [
      { pk: first, num_pk: one.id, name: one.name, is_superuser: false, attributes: { floor: 1 } },
    ],
  })
  const found = await root(`/core/users/?groups_by_name=${one.name.toUpperCase()}`)
  expect(found.body.results).toMatchObject([{ pk: user.id, groups: [first] }])
  expect((await root(`/core/users/?groups_by_pk=${second}`)).body.results).toEqual([])
  const changed = await root(path, { method: 'PATCH', body: { groups: [second] } })
  expect(changed.body).toMatchObject({ groups: [second] })
  const unknown = await root(path, {
    method: 'PATCH',
    body: { groups: ['00000000-0000-4000-8000-000000000000'] },
  })
  expect([unknown.status, unknown.body]).toEqual([400, { groups: ['One of these groups was not found.'] }])
  expect((await root(path)).body).toMatchObject({ groups: [second] })
  const made = await core.coreUsersCreate({
    userRequest: { username: uniqueName(), name: '', groups: [first] },
  })
  expect(made.groups).toEqual([first])
})

test('who may only read groups changes none, and a group out of sight is like one that is not there', async () => {
  const seen = await makeGroup(ctx)
  const hidden = await makeGroup(ctx)
  const reader = await userWithToken(database.db)
  await grantTo(
    ctx,
    { userId: reader.id },
    { permission: 'groups.read', scope: 'group', scopeGroupId: seen.id },
  )
  const call = apiAs(reader.token)
  expect((await call('/core/groups/')).body.results).toMatchObject([{ name: seen.name }])
  const path = `/core/groups/${await uuidOf(seen.id)}/` as const
  expect((await call(path, { method: 'PATCH', body: { name: 'mine' } })).status).toBe(403)
  expect((await call(path, { method: 'PATCH', body: { users: [reader.id] } })).status).toBe(403)
  expect((await call(path, { method: 'DELETE' })).status).toBe(403)
  expect((await call(`${path}add_user/`, { body: { pk: reader.id } })).status).toBe(403)
  expect((await call('/core/groups/', { body: { name: 'mine' } })).status).toBe(403)
  const missing = '00000000-0000-4000-8000-000000000000'
  const answers = await Promise.all(
    [await uuidOf(hidden.id), missing, 'nonsense'].map((uuid) => call(`/core/groups/${uuid}/`)),
  )
  for (const { status, body } of answers)
    expect([status, body]).toEqual([404, { detail: 'The group was not found.' }])
})

test('what goes with a group is said before it is deleted', async () => {
  const group = await makeGroup(ctx)
  const below = await makeGroup(ctx, { parents: [group.id] })
  await grantTo(ctx, { groupId: group.id }, { permission: 'users.read' })
  const path = `/core/groups/${await uuidOf(group.id)}/` as const
  expect((await root(`${path}used_by/`)).body).toMatchObject([
    { model_name: 'group', pk: await uuidOf(below.id), action: 'left_dangling' },
    { model_name: 'grant', action: 'cascade' },
  ])
  expect((await root(`${path}?dry_run=true`, { method: 'DELETE' })).body).toMatchObject({
    ends: [
      { kind: 'grants', count: 1 },
      { kind: 'groupsBelow', count: 1 },
    ],
  })
  expect((await root(path)).status).toBe(200)
})
