import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants, roles } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { deleteFolder } from '@/lib/folders/delete'
import { moveFolder } from '@/lib/folders/move'
import { createGrant } from '@/lib/grants/create'
import { createGroupWith } from '@/lib/groups/change-members'
import { createTiedGroup, updateTiedGroup } from '@/lib/groups/tied'
import { createTiedUser, updateTiedUser } from '@/lib/groups/ties'
import { updateGroup } from '@/lib/groups/update'
import type { Context } from '@/lib/kernel/context'
import { moveUsers } from '@/lib/users/move'
import { updateUser } from '@/lib/users/update'
import { actorOf, at, grantTo, makeGroup, putInto } from '@/testing/groups'
import { bringingScene } from '@/testing/rights'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)
const hour = 60 * 60_000

beforeAll(async () => {
  await makeAdministrator(root())
})

const scene = () => bringingScene(root())
type Scene = Awaited<ReturnType<typeof scene>>

const fields = { name: '', email: null, isActive: true, type: 'internal' as const, attributes: {} }

/** Every door by which somebody comes into a scope that they were not in. */
const doors: Record<string, (ctx: Context, scene: Scene) => Promise<unknown>> = {
  'adding to a group': (ctx, { person, team }) => putInto(ctx, team.id, [person.id]),
  'a new group below another': (ctx, { person, team }) =>
    createGroupWith(ctx, {
      ...{ name: uniqueName('group'), parents: [team.id], attributes: {} },
      ...{ selected: { ids: [person.id] }, until: null },
    }),
  'a new group with members, by a program': (ctx, { person, team }) =>
    createTiedGroup(ctx, { name: uniqueName('group'), parents: [team.uuid], users: [person.id] }),
  'the members of a group, by a program': (ctx, { person, team }) =>
    updateTiedGroup(ctx, team.id, { users: [person.id] }, undefined),
  'the groups of a user, by a program': (ctx, { person, team }) =>
    updateTiedUser(ctx, { id: person.id, createFolder: false }, { groups: [team.uuid] }),
  'a new user in a group, by a program': (ctx, { team, start }) =>
    createTiedUser(
      ctx,
      { ...fields, username: uniqueName(), path: start.path, createFolder: false },
      { groups: [team.uuid] },
    ),
  'a parent of their group': async (ctx, { person, own, team }) => {
    await putInto(root(), own.id, [person.id])
    return updateGroup(ctx, { id: own.id, parents: [team.id] })
  },
  'moving users': (ctx, { person, end }) =>
    moveUsers(ctx, { selected: { ids: [person.id] }, folderId: end.id }),
  'another path': (ctx, { person, end }) =>
    updateUser(ctx, { id: person.id, path: end.path, createFolder: false }),
  'another path, new below it': (ctx, { person, end }) =>
    updateUser(ctx, { id: person.id, path: `${end.path}/new`, createFolder: true }),
  'moving their folder': (ctx, { start, end }) => moveFolder(ctx, { id: start.id, parentId: end.id }),
  'deleting their folder': (ctx, { start, end }) => deleteFolder(ctx, { id: start.id, moveUsersTo: end.id }),
}

for (const [door, bring] of Object.entries(doors)) {
  test(`nobody gives another a right over somebody that they lack themselves, by ${door}`, async () => {
    const it = await scene()
    const refusal = await bring(at(root(), it.mover), it).then(() => 'done', String)
    expect(refusal).toMatch(/a right over them .*"Set the password of others"/)
    expect(refusal).not.toContain(it.reader.username)
    await grantTo(root(), { userId: it.mover.userId }, { permission: 'users.set_password' })
    await bring(at(root(), await actorOf(root(), it.mover.userId)), it)
  })

  test(`nobody gains what they hold already, by ${door}`, async () => {
    const it = await scene()
    const permission = 'users.set_password'
    const holder = { userId: it.reader.id }
    await grantTo(root(), holder, { permission, scope: 'folder', scopeFolderId: it.top.id })
    await grantTo(root(), holder, { permission, scope: 'members', scopeGroupId: it.own.id })
    await bring(at(root(), it.mover), it)
  })

  // A new user holds nothing yet and is above nobody.
  if (door.startsWith('a new user')) continue

  test(`who is above the actor is not brought within the reach of others by ${door}`, async () => {
    const it = await scene()
    await grantTo(root(), { userId: it.mover.userId }, { permission: 'users.set_password' })
    await grantTo(root(), { userId: it.person.id }, { permission: 'settings.update' })
    const actor = await actorOf(root(), it.mover.userId)
    await expect(bring(at(root(), actor), it)).rejects.toThrow(
      /a right over them .*"Set the password of others"|rights that you do not hold/,
    )
  })
}

test('what a group was given over a place is gained by somebody too, and by a role', async () => {
  const it = await scene()
  await database.db.delete(grants).where(eq(grants.userId, it.reader.id))
  const circle = await makeGroup(root())
  await putInto(root(), circle.id, [it.reader.id])
  const [role] = await database.db.select().from(roles).where(eq(roles.key, 'help_desk'))
  await createGrant(root(), {
    ...{ holder: { groupId: circle.id }, given: { roleId: role?.id ?? 0 } },
    scope: { kind: 'members', id: it.team.id },
  })
  await expect(putInto(at(root(), it.mover), it.team.id, [it.person.id])).rejects.toThrow(
    /a right over them .*recovery links/,
  )
})

test('nobody gives another a right that they lack themselves, though it reaches into no account', async () => {
  const it = await scene()
  const holder = { userId: (await makeUser(root())).id }
  await database.db.delete(grants).where(eq(grants.userId, it.reader.id))
  const over = { scope: 'members', scopeGroupId: it.team.id } as const
  const bring = () => putInto(at(root(), it.mover), it.team.id, [it.person.id])
  await grantTo(root(), holder, { permission: 'users.unlock', ...over })
  await expect(bring()).rejects.toThrow(/a right over them .*"Let users try again/)
})

test('a group gains nothing that was given to it already over who comes', async () => {
  const it = await scene()
  await database.db.delete(grants).where(eq(grants.userId, it.reader.id))
  const holder = { groupId: (await makeGroup(root())).id }
  const permission = 'users.set_password'
  await grantTo(root(), holder, { permission, scope: 'members', scopeGroupId: it.team.id })
  const bring = () => putInto(at(root(), it.mover), it.team.id, [it.person.id])
  await expect(bring()).rejects.toThrow(/a right over them/)
  await grantTo(root(), holder, { permission, scope: 'folder', scopeFolderId: it.top.id })
  await bring()
})

test('a membership that ends is made longer only by who holds what others go on to hold', async () => {
  const it = await scene()
  const soon = new Date(testTime.getTime() + hour)
  await putInto(root(), it.team.id, [it.person.id], soon)
  const mover = at(root(), it.mover)
  await expect(putInto(mover, it.team.id, [it.person.id])).rejects.toThrow(/a right over them/)
  const later = new Date(testTime.getTime() + 2 * hour)
  await expect(putInto(mover, it.team.id, [it.person.id], later)).rejects.toThrow(/a right over them/)
  await putInto(mover, it.team.id, [it.person.id], new Date(testTime.getTime() + hour / 2))
  // Nor does what ends by itself count as held already, or by the actor, for what lasts.
  const other = await scene()
  await grantTo(
    root(),
    { userId: other.mover.userId },
    {
      ...({ permission: 'users.set_password', scope: 'members', scopeGroupId: other.own.id } as const),
    },
  )
  await putInto(root(), other.own.id, [other.person.id], soon)
  const actor = await actorOf(root(), other.mover.userId)
  await expect(putInto(at(root(), actor), other.team.id, [other.person.id])).rejects.toThrow(
    /a right over them/,
  )
  await putInto(at(root(), actor), other.team.id, [other.person.id], soon)
})

test('an empty group may stand anywhere: whoever is added to it later is asked about then', async () => {
  const it = await scene()
  const mover = at(root(), it.mover)
  await updateGroup(mover, { id: it.own.id, parents: [it.team.id] })
  await expect(putInto(mover, it.own.id, [it.person.id])).rejects.toThrow(/a right over them/)
})

test('over whose members somebody holds rights, that group is not put where the actor would hold the same', async () => {
  const it = await scene()
  const { userId } = it.mover
  await database.db.delete(grants).where(eq(grants.userId, it.reader.id))
  const permission = 'users.set_password'
  await grantTo(root(), { userId }, { permission, scope: 'members', scopeGroupId: it.team.id })
  await grantTo(root(), { userId: it.person.id }, { permission, scope: 'members', scopeGroupId: it.own.id })
  const ctx = at(root(), await actorOf(root(), userId))
  const rename = () => updateUser(ctx, { id: it.person.id, name: uniqueName(), createFolder: false })
  await expect(rename()).rejects.toThrow(/rights that you do not hold/)
  await expect(updateGroup(ctx, { id: it.own.id, parents: [it.team.id] })).rejects.toThrow(
    /a right over them/,
  )
})
