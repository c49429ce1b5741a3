import { Configuration, CoreApi, RbacApi } from '@goauthentik/api'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { roles } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { numberOf } from '@/lib/doors/wire/authentik/permissions/wire'
import type { Context } from '@/lib/kernel/context'
import { permissionNames } from '@/lib/rights/catalogue'
import { apiAs, fetchApi, tokenOf, userWithToken } from '@/testing/api'
import type { GrantRequest } from '@/testing/api-document'
import { everything, give, giveGroup } from '@/testing/grants'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase()
let ctx: Context
let administrator: Awaited<ReturnType<typeof userWithToken>>
let root: ReturnType<typeof apiAs>
let rbac: RbacApi
let core: CoreApi

beforeAll(async () => {
  ctx = contextFor(database.db, await makeAdministrator(contextFor(database.db)))
  administrator = await userWithToken(database.db, { administrator: true })
  root = apiAs(administrator.token)
  const basePath = 'http://localhost:3000/api/v3'
  const configuration = new Configuration({ basePath, accessToken: administrator.token, fetchApi })
  rbac = new RbacApi(configuration)
  core = new CoreApi(configuration)
})

async function builtIn(key: string): Promise<string> {
  const [role] = await database.db.select({ uuid: roles.uuid }).from(roles).where(eq(roles.key, key))
  return role?.uuid ?? ''
}

test('the published client makes, changes, gives, takes and deletes a role', async () => {
  const name = uniqueName('role')
  const { id } = await makeUser(ctx)
  const role = await rbac.rbacRolesCreate({ roleRequest: { name } })
  expect(role).toMatchObject({ name })
  const assigned = await rbac.rbacPermissionsAssignedByRolesAssign({
    uuid: role.pk,
    permissionAssignRequest: { permissions: ['authentik_core.view_user', 'users.unlock'] },
  })
  expect(assigned).toEqual([{ id: String(numberOf('users.read')) }, { id: String(numberOf('users.unlock')) }])
  const held = await rbac.rbacPermissionsList({ role: role.pk, ordering: 'codename' })
  expect(held.results.map(({ codename }) => codename)).toEqual(['users.read', 'users.unlock'])
  const listed = await rbac.rbacPermissionsAssignedByRolesList({ model: 'authentik_core.user', search: name })
  expect(listed.results).toMatchObject([
    { rolePk: role.pk, modelPermissions: [{ codename: 'users.read' }, { codename: 'users.unlock' }] },
  ])
  await rbac.rbacPermissionsAssignedByRolesUnassignPartialUpdate({
    uuid: role.pk,
    patchedPermissionAssignRequest: { permissions: ['latchkey.users.unlock'] },
  })
  await rbac.rbacRolesAddUserCreate({ uuid: role.pk, userAccountSerializerForRoleRequest: { pk: id } })
  await rbac.rbacRolesAddUserCreate({ uuid: role.pk, userAccountSerializerForRoleRequest: { pk: id } })
  expect((await rbac.rbacRolesList({ users: id })).results).toMatchObject([{ pk: role.pk, name }])
  expect(await rbac.rbacRolesUsedByList({ uuid: role.pk })).toMatchObject([
    { modelName: 'user', pk: String(id), action: 'cascade' },
  ])
  await rbac.rbacRolesRemoveUserCreate({ uuid: role.pk, userAccountSerializerForRoleRequest: { pk: id } })
  const again = root(`/rbac/roles/${role.pk}/remove_user/`, { body: { pk: id } })
  expect((await again).status).toBe(404)
  await rbac.rbacRolesPartialUpdate({ uuid: role.pk, patchedRoleRequest: { name: `${name} 2` } })
  await rbac.rbacRolesDestroy({ uuid: role.pk })
  expect((await root(`/rbac/roles/${role.pk}/`)).status).toBe(404)
})

test('permissions have a number each, the same in every version, and can be found by it', async () => {
  expect(new Set(permissionNames.map(numberOf)).size).toBe(permissionNames.length)
  const first = await rbac.rbacPermissionsRetrieve({ id: numberOf('users.read') })
  expect(first).toMatchObject({ codename: 'users.read', model: 'user', appLabel: 'latchkey' })
  const { results, pagination } = await rbac.rbacPermissionsList({ contentTypeModel: 'mail' })
  expect(results.map(({ codename }) => codename)).toEqual(['mail.read', 'mail.send'])
  expect(pagination.count).toBe(2)
  expect((await root('/rbac/permissions/?page=99')).status).toBe(404)
})

test('roles are found by name, kind and what a group inherits', async () => {
  const top = await giveGroup(ctx)
  const group = await giveGroup(ctx, { parents: [top.id] })
  const uuid = await builtIn('auditor')
  await root('/rbac/grants/', { body: { group: top.uuid, role: uuid, scope: 'everything' } })
  const names = async (query: string) => {
    const { body } = await root(`/rbac/roles/?${query}`)
    return body.results.map(({ name }: { name: string }) => name)
  }
  expect(await names(`groups=${group.uuid}`)).toEqual([])
  expect(await names(`groups=${group.uuid}&inherited=true`)).toEqual(['Auditor'])
  expect(await names('name=HELP%20DESK')).toEqual(['Help desk'])
  expect(await names('managed__isnull=false')).toEqual(['Administrator', 'Auditor', 'Help desk'])
  expect(await names('managed=auditor&managed=help_desk&ordering=-name')).toEqual(['Help desk', 'Auditor'])
})

test('a role that comes with Latchkey, an unknown permission and one on an object are refused', async () => {
  const uuid = await builtIn('auditor')
  const changed = await root(`/rbac/roles/${uuid}/`, { method: 'PATCH', body: { name: 'Mine' } })
  expect(changed.status).toBe(400)
  expect((await root(`/rbac/roles/${uuid}/`, { method: 'DELETE' })).status).toBe(400)
  const path = `/rbac/permissions/assigned_by_roles/${uuid}/assign/` as const
  expect(await root(path, { body: { permissions: ['authentik_core.fly'] } })).toMatchObject({
    ...{ status: 400, body: { permissions: ['There is no permission "authentik_core.fly".'] } },
  })
  const onObject = { permissions: ['users.read'], model: 'authentik_core.user', object_pk: '5' }
  expect(await root(path, { body: onObject })).toMatchObject({
    ...{ status: 400, body: { object_pk: [expect.stringContaining('rbac/grants/')] } },
  })
})

test('a change against an older version of a role is 412', async () => {
  const { body, headers } = await root('/rbac/roles/', { body: { name: uniqueName('role') } })
  const change = (name: string, etag: string) =>
    root(`/rbac/roles/${body.pk}/`, { method: 'PATCH', body: { name }, headers: { 'if-match': etag } })
  const etag = headers.get('etag') ?? ''
  expect((await change(uniqueName('role'), etag)).status).toBe(200)
  expect((await change(uniqueName('role'), etag)).status).toBe(412)
})

test('a grant is given over a folder, read, planned to be taken and taken', async () => {
  const path = uniqueName('f')
  const { id } = await makeUser(ctx, { path })
  const made = await root('/rbac/grants/', {
    body: { user: id, permission: 'users.recover', scope: 'folder', scope_folder: path },
  })
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...{ user: id, group: null, permission: 'users.recover', role: null, scope: 'folder' },
      ...{ scope_folder: path, scope_visible: true, created_by: administrator.username },
    },
  })
  const address = `/rbac/grants/${made.body.pk}/`
  expect((await root(address)).body).toEqual(made.body)
  expect((await root(`/rbac/grants/?user=${id}`)).body.results).toEqual([made.body])
  const plan = await root(`${address}?dry_run=true`, { method: 'DELETE' })
  expect(plan.body).toMatchObject({ count: 1, blockers: [] })
  expect((await root(address, { method: 'DELETE' })).status).toBe(204)
  expect((await root(address)).status).toBe(404)
})

test('a grant that makes no sense is refused at its field', async () => {
  const { id } = await makeUser(ctx)
  const refusal = async (body: GrantRequest) => (await root('/rbac/grants/', { body })).body
  const permission = 'users.read'
  expect(await refusal({ permission, scope: 'everything' })).toHaveProperty('user')
  expect(await refusal({ user: id, scope: 'everything' })).toHaveProperty('permission')
  expect(await refusal({ user: id, permission, scope: 'folder' })).toHaveProperty('scope_folder')
  expect(await refusal({ user: id, permission, scope: 'everything', scope_user: id })).toHaveProperty(
    'scope_user',
  )
  expect(await refusal({ user: id, role: crypto.randomUUID(), scope: 'everything' })).toHaveProperty('role')
})

test('a token gives no more than its user holds, and sees no more than they may', async () => {
  const inside = await makeUser(ctx, { path: uniqueName('f') })
  const outside = await makeUser(ctx)
  const limited = await makeUser(ctx)
  const over = { kind: 'user', id: inside.id } as const
  await give(
    ctx,
    { userId: limited.id },
    [['grants.create', 'users.read'], over],
    [['roles.read'], everything],
  )
  await give(ctx, { userId: inside.id }, [['users.read'], { kind: 'user', id: outside.id }])
  await give(ctx, { userId: outside.id }, [['users.read'], everything])
  const as = apiAs(await tokenOf(database.db, limited.username))
  const { body } = await as('/rbac/grants/')
  expect(body.results).toMatchObject([{ user: inside.id, scope_user: null, scope_visible: false }])
  expect(JSON.stringify(body)).not.toContain(outside.username)
  expect((await as(`/rbac/roles/?users=${outside.id}`)).status).toBe(404)
  const given = (fields: Pick<GrantRequest, 'scope' | 'scope_user'>) =>
    as('/rbac/grants/', { body: { user: inside.id, permission: 'users.read', ...fields } })
  expect((await given({ scope: 'everything' })).status).toBe(403)
  expect((await given({ scope: 'user', scope_user: outside.id })).status).toBe(403)
  expect((await given({ scope: 'user', scope_user: inside.id })).status).toBe(201)
  const administrators = await builtIn('administrator')
  const roleTo = (pk: number) => as(`/rbac/roles/${administrators}/add_user/`, { body: { pk } })
  expect((await roleTo(limited.id)).status).toBe(404)
  expect((await roleTo(inside.id)).status).toBe(403)
})

test('users carry their roles, are found by them, and are given just those that are sent', async () => {
  const [auditor, helpDesk] = [await builtIn('auditor'), await builtIn('help_desk')]
  const created = await core.coreUsersCreate({
    userRequest: { username: uniqueName(), name: '', roles: [auditor] },
  })
  expect(created).toMatchObject({ roles: [auditor], rolesObj: [{ pk: auditor, name: 'Auditor' }] })
  const changed = await core.coreUsersPartialUpdate({
    ...{ id: created.pk, patchedUserRequest: { roles: [helpDesk] } },
  })
  expect(changed.roles).toEqual([helpDesk])
  const found = await core.coreUsersList({ rolesByPk: [helpDesk], search: created.username })
  expect(found.results.map(({ pk, roles }) => [pk, roles])).toEqual([[created.pk, [helpDesk]]])
  const byName = await core.coreUsersList({ rolesByName: ['auditor'], search: created.username })
  expect(byName.results).toEqual([])
  const kept = await core.coreUsersPartialUpdate({
    ...{ id: created.pk, patchedUserRequest: { name: 'Ada' } },
  })
  expect(kept.roles).toEqual([helpDesk])
  const unknown = await root(`/core/users/${created.pk}/`, {
    ...{ method: 'PATCH', body: { name: 'Grace', roles: [crypto.randomUUID()] } },
  })
  expect(unknown).toMatchObject({ status: 400, body: { roles: [expect.any(String)] } })
  expect((await core.coreUsersRetrieve({ id: created.pk })).name).toBe('Ada')
})

test('who may change users but not give roles changes the rest, and roles only by sending what they see', async () => {
  const helpDesk = await builtIn('help_desk')
  const target = await core.coreUsersCreate({
    userRequest: { username: uniqueName(), name: '', roles: [] },
  })
  const limited = await makeUser(ctx)
  await give(ctx, { userId: limited.id }, [['users.update'], { kind: 'user', id: target.pk }])
  const as = apiAs(await tokenOf(database.db, limited.username))
  const change = (body: object) => as(`/core/users/${target.pk}/`, { method: 'PATCH', body })
  expect(await change({ name: 'Ada', roles: [] })).toMatchObject({ status: 200, body: { roles: [] } })
  expect((await change({ roles: [helpDesk] })).status).toBe(403)
})
