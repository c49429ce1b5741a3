import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, roles } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { createGrant } from '@/lib/grants/create'
import { createGroup } from '@/lib/groups/create'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { rightsOfUser } from '@/lib/rights/gifts'
import { isHeldOverEverything } from '@/lib/rights/rights'
import { actorWith, everything, giveGroup } from '@/testing/grants'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { createRole } from './create'
import { deleteRole, planRoleDeletion } from './delete'
import { getRole } from './get'
import { ListRoles, RoleFields } from './input'
import { listRoles } from './list'
import { updateRole } from './update'

const database = testDatabase({ alsoEmbedded: true })
let root: Context

beforeAll(async () => {
  root = contextFor(database.db, await makeAdministrator(contextFor(database.db)))
})

const newRole = (fields: Partial<RoleFields> = {}) =>
  createRole(root, { name: uniqueName('role'), description: '', permissions: ['users.read'], ...fields })

async function eventOf(id: number, name: string) {
  const subject = JSON.stringify([{ type: 'role', id: String(id) }])
  const [event] = await database.db
    .select()
    .from(events)
    .where(and(eq(events.name, name), sql`${events.subjects} @> ${subject}::jsonb`))
  return event
}

const manager = ['roles.create', 'roles.update', 'roles.delete', 'grants.read'] as const

test('a role is made, changed and deleted, with events that say from what to what', async () => {
  const name = uniqueName('role')
  const { id } = await newRole({ name, permissions: ['users.read'] })
  expect(await eventOf(id, 'role.created')).toMatchObject({
    subjects: [{ type: 'role', label: name }],
    changes: { name: { old: null, new: name }, permissions: { old: null, new: ['users.read'] } },
  })
  await updateRole(root, { id, version: 1, permissions: ['users.unlock', 'users.read'] })
  expect(await eventOf(id, 'role.updated')).toMatchObject({
    changes: { permissions: { old: ['users.read'], new: ['users.read', 'users.unlock'] } },
  })
  expect(await getRole(root, id)).toMatchObject({
    ...{ version: 2, permissions: ['users.read', 'users.unlock'], isBuiltIn: false },
  })
  await deleteRole(root, { id })
  expect(await eventOf(id, 'role.deleted')).toMatchObject({
    changes: { name: { old: name, new: null } },
  })
  await expect(getRole(root, id)).rejects.toThrow(NotFound)
})

test('a name is unique without regard to case, and said at its field', async () => {
  const name = uniqueName('Role')
  await newRole({ name })
  await expect(newRole({ name: name.toUpperCase() })).rejects.toThrow(Invalid)
  const { id } = await newRole()
  await expect(updateRole(root, { id, name: name.toLowerCase() })).rejects.toThrow(Invalid)
})

test('of two changes against one version the second is a conflict that holds the role of now', async () => {
  const { id } = await newRole()
  await updateRole(root, { id, version: 1, description: 'First' })
  await expect(updateRole(root, { id, version: 1, description: 'Second' })).rejects.toMatchObject({
    current: { description: 'First', version: 2 },
  })
})

test('the roles that come with Latchkey hold what the code says and stay as they are', async () => {
  const builtIn = await database.db.select({ id: roles.id, key: roles.key }).from(roles)
  const keys = builtIn.filter(({ key }) => key !== null)
  expect(keys).toHaveLength(3)
  for (const { id } of keys) {
    await expect(updateRole(root, { id, name: 'Other' })).rejects.toThrow(Conflict)
    await expect(updateRole(root, { id, permissions: [] })).rejects.toThrow(Conflict)
    expect((await planRoleDeletion(root, id)).blockers).toHaveLength(1)
    await expect(deleteRole(root, { id })).rejects.toThrow(Conflict)
  }
})

test('a changed role acts for everybody who has it, through groups too', async () => {
  const { id } = await newRole()
  const { id: userId } = await makeUser(root)
  const group = await giveGroup(root, { members: [userId] })
  await createGrant(root, { holder: { groupId: group.id }, given: { roleId: id }, scope: everything })
  await updateRole(root, { id, permissions: ['users.delete'] })
  expect(isHeldOverEverything(await rightsOfUser(root, userId), 'users.delete')).toBe(true)
  expect((await planRoleDeletion(root, id)).warnings).toEqual([`It is taken from ${group.name}.`])
  await deleteRole(root, { id })
  expect((await rightsOfUser(root, userId)).size).toBe(0)
})

test('nobody changes or deletes a role to give or take what they do not hold where it is granted', async () => {
  const ctx = await actorWith(root, [[...manager, 'users.read'], everything])
  const { id } = await newRole()
  await updateRole(ctx, { id, permissions: ['users.delete'] })
  await updateRole(root, { id, permissions: ['users.read'] })
  await createGrant(root, { holder: { userId: ctx.userId }, given: { roleId: id }, scope: everything })
  await expect(updateRole(ctx, { id, permissions: ['users.read', 'users.delete'] })).rejects.toThrow(
    Forbidden,
  )
  await updateRole(root, { id, permissions: ['users.delete'] })
  const weaker = await actorWith(root, [[...manager, 'users.read'], everything])
  await expect(updateRole(weaker, { id, permissions: [] })).rejects.toThrow(Forbidden)
  await expect(planRoleDeletion(weaker, id)).rejects.toThrow(Forbidden)
  await expect(deleteRole(weaker, { id })).rejects.toThrow(Forbidden)
})

test('without the permission nothing of roles is seen or done', async () => {
  const { id } = await newRole()
  const ctx = await actorWith(root, [['users.read', 'grants.read'], everything])
  const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(Forbidden)
  await refused(listRoles(ctx, ListRoles.parse({})))
  await refused(getRole(ctx, id))
  await refused(createRole(ctx, RoleFields.parse({ name: 'x' })))
  await refused(updateRole(ctx, { id, name: 'x' }))
  await refused(planRoleDeletion(ctx, id))
  await refused(deleteRole(ctx, { id }))
})

test('the list is read page by page, searched, and counts only holders the asker may see', async () => {
  const prefix = uniqueName('list')
  for (const number of Array.from({ length: 21 }, (_, index) => String(index).padStart(2, '0')))
    await newRole({ name: `${prefix} ${number}` })
  const search = { q: prefix.toUpperCase(), size: '20' }
  const first = await listRoles(root, ListRoles.parse(search))
  expect(first.rows).toHaveLength(20)
  const second = await listRoles(root, ListRoles.parse({ ...search, after: first.next }))
  expect(second.rows.map(({ name }) => name)).toEqual([`${prefix} 20`])
  const back = await listRoles(root, ListRoles.parse({ ...search, before: second.previous }))
  expect(back.rows.map(({ name }) => name)).toEqual(first.rows.map(({ name }) => name))

  const [role] = first.rows
  const inside = await makeUser(root, { path: uniqueName('f') })
  for (const userId of [inside.id, (await makeUser(root)).id])
    await createGrant(root, { holder: { userId }, given: { roleId: role?.id ?? 0 }, scope: everything })
  const reader = await actorWith(
    root,
    [['grants.read'], { kind: 'user', id: inside.id }],
    [['roles.read'], everything],
  )
  const seen = await listRoles(reader, ListRoles.parse(search))
  expect(seen.rows[0]?.holders).toEqual({ users: 1, groups: 0 })
  const plain = await actorWith(root, [['roles.read'], everything])
  expect((await listRoles(plain, ListRoles.parse(search))).rows[0]?.holders).toBeUndefined()
  await database.db.delete(roles).where(eq(roles.id, role?.id ?? 0))
})

test('a holder keeps their place in the sentence of a plan, whatever direction their name has', async () => {
  const { id } = await newRole()
  const name = uniqueName('קבוצה')
  const group = await createGroup(root, { name, parents: [], attributes: {} })
  await createGrant(root, { holder: { groupId: group.id }, given: { roleId: id }, scope: everything })
  expect((await planRoleDeletion(root, id)).warnings).toEqual([`It is taken from \u2068${name}\u2069.`])
})
