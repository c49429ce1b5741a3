import { and, eq, inArray } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { eventSubjects, events, folders, grants, groupMembers, roles } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { lastAdministrator } from '@/lib/rights/administrators'
import { createRole } from '@/lib/roles/create'
import { actorWith, everything, give, giveGroup } from '@/testing/grants'
import { makeAdministrator, refusalOf } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { createGrant } from './create'
import { deleteGrants, planGrantDeletion } from './delete'
import { givableTo } from './givable'
import { listGrantsOfRole } from './list'
import { grantsOfHolder } from './of-holder'
import { replaceRoles } from './replace-roles'

const database = testDatabase({ alsoEmbedded: true })
let root: Context

beforeAll(async () => {
  root = contextFor(database.db, await makeAdministrator(contextFor(database.db)))
})

async function userIn(path: string) {
  const user = await makeUser(root, { path })
  const [folder] = await database.db.select().from(folders).where(eq(folders.path, path))
  return { ...user, folder: { kind: 'folder' as const, id: folder?.id ?? 0 }, path }
}

async function roleOf(key: string) {
  const [role] = await database.db.select().from(roles).where(eq(roles.key, key))
  if (!role) throw new Error('no such role')
  return role
}

async function eventOf(userId: number, name: string) {
  const ids = database.db
    .select({ id: eventSubjects.eventId })
    .from(eventSubjects)
    .where(and(eq(eventSubjects.subjectType, 'user'), eq(eventSubjects.subjectId, String(userId))))
  const [event] = await database.db
    .select()
    .from(events)
    .where(and(inArray(events.id, ids), eq(events.name, name)))
  return event
}

const giving = ['grants.create', 'grants.delete'] as const

test('giving and taking leave events with old and new, on holder, role and what it is over', async () => {
  const { id, folder, path } = await userIn(uniqueName('f'))
  const helpDesk = await roleOf('help_desk')
  const grant = await createGrant(root, {
    holder: { userId: id },
    given: { roleId: helpDesk.id },
    scope: folder,
  })
  expect(await eventOf(id, 'grant.created')).toMatchObject({
    subjects: [
      { type: 'user', id: String(id) },
      { type: 'role', label: 'Help desk' },
      { type: 'folder', label: path },
    ],
    changes: { role: { old: null, new: 'Help desk' }, scope: { old: null, new: 'folder' } },
  })
  const { direct } = await grantsOfHolder(root, { userId: id })
  expect(direct).toMatchObject([
    {
      ...{ id: grant.id, permission: null, role: { name: 'Help desk' }, isRemovable: true },
      scope: { kind: 'folder', place: { label: path } },
    },
  ])
  await deleteGrants(root, { ids: [grant.id] })
  expect(await eventOf(id, 'grant.deleted')).toMatchObject({
    subjects: [{ type: 'user' }, { type: 'role' }, { type: 'folder' }],
    changes: { role: { old: 'Help desk', new: null }, scope: { old: 'folder', new: null } },
  })
  expect((await grantsOfHolder(root, { userId: id })).direct).toEqual([])
})

test('nobody gives what they do not hold, or over more than they hold it, or to somebody outside', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const outside = await userIn(uniqueName('paris'))
  const ctx = await actorWith(root, [[...giving, 'users.recover'], inside.folder])
  const holder = { userId: inside.id }
  const refused = (given: Parameters<typeof createGrant>[1]['given'], scope = inside.folder) =>
    expect(createGrant(ctx, { holder, given, scope })).rejects.toThrow(Forbidden)
  await refused({ permission: 'users.delete' })
  await refused({ roleId: (await roleOf('help_desk')).id })
  await refused({ permission: 'users.recover' }, outside.folder)
  await expect(
    createGrant(ctx, {
      ...{ holder: { userId: outside.id }, given: { permission: 'users.recover' }, scope: inside.folder },
    }),
  ).rejects.toThrow(NotFound)
  await expect(
    createGrant(ctx, { holder, given: { permission: 'users.recover' }, scope: everything }),
  ).rejects.toThrow(Forbidden)
  await createGrant(ctx, { holder, given: { permission: 'users.recover' }, scope: inside.folder })
})

test('a gift over something outside the view is refused in the same words whether that is there or not', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const outside = await userIn(uniqueName('paris'))
  const ctx = await actorWith(root, [[...giving, 'users.recover'], inside.folder])
  const asked = (id: number, kind: 'user' | 'folder' | 'members') =>
    refusalOf(
      createGrant(ctx, {
        ...{ holder: { userId: inside.id }, given: { permission: 'users.recover' } },
        scope: { kind, id },
      }),
    )
  for (const [kind, id] of [
    ['user', outside.id],
    ['folder', outside.folder.id],
    ['members', (await giveGroup(root, { members: [outside.id] })).id],
  ] as const) {
    expect(await asked(id, kind)).toEqual(await asked(2_000_000_000, kind))
  }
})

test('nobody takes away what they do not hold, whoever else may', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const ctx = await actorWith(root, [[...giving, 'users.recover'], inside.folder])
  const [more, less] = await give(
    root,
    { userId: inside.id },
    [['users.delete'], inside.folder],
    [['users.recover'], inside.folder],
  )
  await expect(planGrantDeletion(ctx, [more ?? ''])).rejects.toThrow(Forbidden)
  await expect(deleteGrants(ctx, { ids: [less ?? '', more ?? ''] })).rejects.toThrow(Forbidden)
  const { direct } = await grantsOfHolder(ctx, { userId: inside.id })
  expect(new Map(direct.map(({ permission, isRemovable }) => [permission, isRemovable]))).toEqual(
    new Map([
      ['users.delete', false],
      ['users.recover', true],
    ]),
  )
  await deleteGrants(ctx, { ids: [less ?? ''] })
})

test('what was taken from the giver a moment ago is not theirs to give', async () => {
  const { id, folder } = await userIn(uniqueName('f'))
  const ctx = await actorWith(root, [[...giving, 'users.recover'], folder])
  await database.db.delete(grants).where(eq(grants.userId, ctx.userId))
  await expect(
    createGrant(ctx, { holder: { userId: id }, given: { permission: 'users.recover' }, scope: folder }),
  ).rejects.toThrow(Forbidden)
})

test('the same is given once, and what has no effect over its scope is not given at all', async () => {
  const { id, folder } = await userIn(uniqueName('f'))
  const input = { holder: { userId: id }, given: { permission: 'users.read' as const }, scope: folder }
  await createGrant(root, input)
  expect(await refusalOf(createGrant(root, input))).toMatchObject({ fields: { given: [expect.any(String)] } })
  const without = { ...input, given: { permission: 'groups.create' as const } }
  expect(await refusalOf(createGrant(root, without))).toMatchObject({
    fields: { scope: ['Create groups has no effect over a folder.'] },
  })
})

test('a holder, a role or a place that is gone is said at its field', async () => {
  const { id } = await makeUser(root)
  const permission = { permission: 'users.read' as const }
  await expect(
    createGrant(root, { holder: { userId: 2_000_000_000 }, given: permission, scope: everything }),
  ).rejects.toThrow(NotFound)
  await expect(
    createGrant(root, { holder: { userId: id }, given: { roleId: 2_000_000_000 }, scope: everything }),
  ).rejects.toThrow(Invalid)
  expect(
    await refusalOf(
      createGrant(root, {
        holder: { userId: id },
        given: permission,
        scope: { kind: 'user', id: 2_000_000_000 },
      }),
    ),
  ).toMatchObject({ fields: { scope: [expect.any(String)] } })
})

test('the last administrator keeps the grant, and the plan says so', async () => {
  const { id } = await makeUser(root)
  const role = await roleOf('administrator')
  const mine = await database.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.roleId, role.id), eq(grants.scope, 'everything')))
  const ids = mine.map(({ id }) => id)
  expect((await planGrantDeletion(root, ids)).blockers).toEqual([lastAdministrator])
  await expect(deleteGrants(root, { ids })).rejects.toThrow(Conflict)
  const second = await createGrant(root, {
    ...{ holder: { userId: id }, given: { roleId: role.id }, scope: everything },
  })
  expect((await planGrantDeletion(root, [second.id])).blockers).toEqual([])
  await deleteGrants(root, { ids: [second.id] })
})

test('a plan that is no longer true does nothing', async () => {
  const { id } = await makeUser(root)
  const ids = await give(root, { userId: id }, [['users.read', 'groups.read'], everything])
  const { hash } = await planGrantDeletion(root, ids)
  await deleteGrants(root, { ids: ids.slice(0, 1) })
  await expect(deleteGrants(root, { ids, review: { hash } })).rejects.toThrow(Conflict)
  expect((await grantsOfHolder(root, { userId: id })).direct).toHaveLength(1)
})

test('what is inherited is shown with the shortest way to it, and no longer once a membership is over', async () => {
  const { id } = await makeUser(root)
  const top = await giveGroup(root)
  const middle = await giveGroup(root, { parents: [top.id] })
  const low = await giveGroup(root, { parents: [middle.id], members: [id] })
  const far = await giveGroup(root, { parents: [low.id] })
  await database.db.insert(groupMembers).values({ groupId: far.id, userId: id, addedAt: root.now })
  await give(root, { groupId: top.id }, [['users.read'], everything])
  const { inherited } = await grantsOfHolder(root, { userId: id })
  expect(inherited).toMatchObject([
    { permission: 'users.read', steps: [{ label: low.name }, { label: middle.name }, { label: top.name }] },
  ])
  const ofGroup = await grantsOfHolder(root, { groupId: low.id })
  expect(ofGroup.inherited[0]?.steps.map((step) => step?.label)).toEqual([middle.name, top.name])
  await database.db
    .update(groupMembers)
    .set({ expiresAt: root.now })
    .where(inArray(groupMembers.groupId, [low.id, far.id]))
  expect((await grantsOfHolder(root, { userId: id })).inherited).toEqual([])
})

test('names outside the view are not told, nor how many groups lie between', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const outside = await userIn(uniqueName('paris'))
  const top = await giveGroup(root)
  const middle = await giveGroup(root, { parents: [top.id] })
  await giveGroup(root, { parents: [middle.id], members: [inside.id] })
  await give(root, { groupId: top.id }, [['users.read'], outside.folder])
  await give(
    root,
    { userId: inside.id },
    [['users.update'], { kind: 'user', id: outside.id }],
    [['groups.read'], { kind: 'group', id: top.id }],
    [['users.delete'], { kind: 'members', id: middle.id }],
  )
  const ctx = await actorWith(root, [['grants.read'], inside.folder])
  const seen = await grantsOfHolder(ctx, { userId: inside.id })
  expect(seen.direct.map(({ scope }) => scope.place)).toEqual([null, null, null])
  expect(seen.inherited[0]?.steps).toEqual([null])
  const text = JSON.stringify(seen)
  for (const name of [outside.username, outside.path, top.name, middle.name, 'root'])
    expect(text).not.toContain(name)
  await expect(grantsOfHolder(ctx, { userId: outside.id })).rejects.toThrow(NotFound)
  await expect(grantsOfHolder(ctx, { groupId: top.id })).rejects.toThrow(NotFound)
})

test('who has a role is listed as far as the asker may see their grants, page by page', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const outside = await makeUser(root)
  const role = await createRole(root, { name: uniqueName('role'), description: '', permissions: [] })
  const reader = await actorWith(root, [['grants.read'], inside.folder], [['roles.read'], everything])
  await database.db.insert(grants).values(
    [inside.id, outside.id].map((userId) => ({
      ...{ id: crypto.randomUUID(), userId, roleId: role.id, scope: 'everything' as const },
      ...{ createdAt: root.now, createdBy: 'root' },
    })),
  )
  const seen = await listGrantsOfRole(reader, role.id, { size: 20 })
  expect(seen.rows.map(({ holder }) => holder.label)).toEqual([inside.username])
  const first = await listGrantsOfRole(root, role.id, { size: 20, after: undefined })
  expect(first.rows).toHaveLength(2)
})

test('only what the actor holds is offered to be given, and over which kinds of scope', async () => {
  const inside = await userIn(uniqueName('berlin'))
  const ctx = await actorWith(root, [
    ['grants.create', 'users.read', 'users.recover', 'users.end_sessions', 'users.unlock'],
    inside.folder,
  ])
  const { permissions, roles } = await givableTo(ctx, { userId: inside.id })
  expect(permissions).toContainEqual({ name: 'users.unlock', scopes: ['folder', 'user'] })
  expect(permissions.map(({ name }) => name)).not.toContain('users.delete')
  expect(roles.map(({ name, scopes }) => [name, scopes])).toContainEqual(['Help desk', ['folder', 'user']])
  expect(roles.map(({ name }) => name)).not.toContain('Administrator')
  const all = await givableTo(root, { userId: inside.id })
  expect(all.roles.find(({ name }) => name === 'Administrator')?.scopes).toHaveLength(5)
})

test('the roles over everything become just those named, and what is granted over less stays', async () => {
  const { id, folder } = await userIn(uniqueName('f'))
  const holder = { userId: id }
  const [helpDesk, auditor] = [await roleOf('help_desk'), await roleOf('auditor')]
  await createGrant(root, { holder, given: { roleId: helpDesk.id }, scope: folder })
  await replaceRoles(root, holder, [helpDesk.uuid])
  await replaceRoles(root, holder, [auditor.uuid])
  const { direct } = await grantsOfHolder(root, holder)
  expect(direct.map(({ role, scope }) => `${role?.name} over ${scope.kind}`).sort()).toEqual([
    'Auditor over everything',
    'Help desk over folder',
  ])
  const ctx = await actorWith(root, [['grants.create', 'grants.delete', 'users.read'], everything])
  await replaceRoles(ctx, holder, [auditor.uuid])
  await expect(replaceRoles(ctx, holder, [])).rejects.toThrow(Forbidden)
  await expect(replaceRoles(ctx, holder, [auditor.uuid, helpDesk.uuid])).rejects.toThrow(Forbidden)
  await expect(replaceRoles(root, holder, [crypto.randomUUID()])).rejects.toThrow(Invalid)
})
