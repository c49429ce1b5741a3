import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants, groupAncestors, groupMembers, groups } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { listEvents } from '@/lib/events/list'
import { Conflict, Forbidden, Invalid, NotFound } from '@/lib/kernel/errors'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { actorOf, at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { makeAdministrator, refusalOf, removeGrants } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import {
  addMembers,
  createGroupWith,
  findUsersByNames,
  planMemberRemoval,
  removeMembers,
} from './change-members'
import { createGroup } from './create'
import { deleteGroup, planGroupDeletion } from './delete'
import { updateGroup } from './update'

const database = testDatabase({ alsoEmbedded: true })
const root = () => contextFor(database.db)
const hour = 60 * 60_000

beforeAll(async () => {
  await makeAdministrator(root())
})

async function groupRow(id: number) {
  const [row] = await database.db.select().from(groups).where(eq(groups.id, id))
  return row
}

async function above(id: number): Promise<number[]> {
  const rows = await database.db.select().from(groupAncestors).where(eq(groupAncestors.groupId, id))
  return rows.map(({ ancestorId }) => ancestorId).sort((a, b) => a - b)
}

test('a name is one group, whatever its case or Unicode form', async () => {
  const { name } = await makeGroup(root(), { name: `Straße ${uniqueName()}` })
  const same = name.replace('ß', 'SS').toUpperCase()
  const refusal = await refusalOf(createGroup(root(), { name: same, parents: [], attributes: {} }))
  expect(refusal).toMatchObject({ fields: { name: ['Another group has this name.'] } })
})

test('a group stands below its parents and all above them, and never below itself', async () => {
  const [a, b, c] = [await makeGroup(root()), await makeGroup(root()), await makeGroup(root())]
  await updateGroup(root(), { id: b.id, parents: [a.id] })
  await updateGroup(root(), { id: c.id, parents: [b.id] })
  expect(await above(c.id)).toEqual([a.id, b.id, c.id])
  for (const below of [a.id, b.id, c.id]) {
    await expect(updateGroup(root(), { id: a.id, parents: [below] })).rejects.toThrow(Invalid)
  }
  await updateGroup(root(), { id: b.id, parents: [] })
  expect(await above(c.id)).toEqual([b.id, c.id])
  await deleteGroup(root(), { id: b.id })
  expect(await above(c.id)).toEqual([c.id])
})

test('a change made against an older version does nothing and gives the group of now', async () => {
  const { id } = await makeGroup(root())
  await updateGroup(root(), { id, version: 1, attributes: { a: 1 } })
  const refusal = await refusalOf(updateGroup(root(), { id, version: 1, name: uniqueName() }))
  expect(refusal).toBeInstanceOf(Conflict)
  expect(refusal).toMatchObject({ current: { version: 2, attributes: { a: 1 } } })
})

test('members are counted, come once, and stay until the moment given', async () => {
  const { id } = await makeGroup(root())
  const [one, two] = [await makeUser(root()), await makeUser(root())]
  await putInto(root(), id, [one.id, two.id])
  expect((await groupRow(id))?.directMembers).toBe(2)
  const until = new Date(testTime.getTime() + hour)
  expect(await addMembers(root(), { groupIds: [id], selected: { ids: [one.id] }, until })).toEqual([
    { count: 1 },
  ])
  expect(await addMembers(root(), { groupIds: [id], selected: { ids: [one.id] }, until })).toEqual([
    { count: 0 },
  ])
  expect((await groupRow(id))?.directMembers).toBe(2)
  await removeMembers(root(), { groupId: id, selected: { ids: [two.id] } })
  const rows = await database.db.select().from(groupMembers).where(eq(groupMembers.groupId, id))
  expect(rows).toMatchObject([{ userId: one.id, expiresAt: until }])
  const { rows: log } = await listEvents(root(), { size: 20, about: { type: 'user', id: two.id } })
  expect(log.map(({ name }) => name)).toContain('group.member_removed')
  await expect(putInto(root(), id, [two.id], testTime)).rejects.toThrow(Invalid)
})

test('what a group gives ends when its time is over, and at once when somebody is taken out', async () => {
  const { id } = await makeGroup(root())
  await grantTo(root(), { groupId: id }, { permission: 'settings.read' })
  const { id: userId } = await makeUser(root())
  await putInto(root(), id, [userId], new Date(testTime.getTime() + hour))
  expect((await actorOf(root(), userId)).rights.has('settings.read')).toBe(true)
  const later = contextFor(database.db, undefined, new Date(testTime.getTime() + hour))
  expect((await actorOf(later, userId)).rights.has('settings.read')).toBe(false)
  await putInto(root(), id, [userId])
  expect((await actorOf(later, userId)).rights.has('settings.read')).toBe(true)
  await removeMembers(root(), { groupId: id, selected: { ids: [userId] } })
  expect((await actorOf(root(), userId)).rights.has('settings.read')).toBe(false)
})

test('all who are in it directly and match a search are taken out, and nobody else', async () => {
  const { id } = await makeGroup(root())
  const inner = await makeGroup(root(), { parents: [id] })
  const prefix = uniqueName('leaver')
  const [one, two] = [await makeUser(root(), { username: `${prefix}a` }), await makeUser(root())]
  const below = await makeUser(root(), { username: `${prefix}b` })
  await putInto(root(), id, [one.id, two.id])
  await putInto(root(), inner.id, [below.id])
  const selected = { matching: { folder: '', subfolders: true, q: prefix } }
  expect(await planMemberRemoval(root(), { groupId: id, selected })).toMatchObject({
    rows: [{ label: `${prefix}a` }],
    warnings: ['1 is not in it directly.'],
  })
  expect(await removeMembers(root(), { groupId: id, selected })).toEqual({ count: 1 })
  const left = await database.db.select().from(groupMembers).where(eq(groupMembers.groupId, id))
  expect(left.map(({ userId }) => userId)).toEqual([two.id])
})

test('a new group comes with its members or not at all', async () => {
  const { id: userId } = await makeUser(root())
  const name = uniqueName('group')
  const fields = { name, parents: [], attributes: {}, selected: { ids: [userId] } }
  await expect(createGroupWith(root(), { ...fields, until: testTime })).rejects.toThrow(Invalid)
  const { id } = await createGroupWith(root(), { ...fields, until: null })
  expect((await groupRow(id))?.directMembers).toBe(1)
})

test('whoever creates a group may change it, and others they may not', async () => {
  const creator = await somebodyWith(root(), { permission: 'groups.create' }, { permission: 'users.read' })
  const { id } = await makeGroup(at(root(), creator))
  const after = await actorOf(root(), creator.userId)
  await updateGroup(at(root(), after), { id, name: uniqueName() })
  await putInto(at(root(), after), id, [(await makeUser(root())).id])
  const other = await makeGroup(root())
  await expect(updateGroup(at(root(), after), { id: other.id, name: 'x' })).rejects.toThrow(Forbidden)
})

test('nobody puts others or themselves into a group that carries more than they hold', async () => {
  const circle = await makeGroup(root())
  const top = await makeGroup(root())
  await updateGroup(root(), { id: circle.id, parents: [top.id] })
  await grantTo(root(), { groupId: top.id }, { permission: 'users.set_password' })
  const manager = await somebodyWith(
    root(),
    { permission: 'groups.change_members' },
    { permission: 'groups.update' },
    { permission: 'groups.delete' },
    { permission: 'users.read' },
  )
  const ctx = at(root(), manager)
  for (const userId of [manager.userId, (await makeUser(root())).id]) {
    await expect(putInto(ctx, circle.id, [userId])).rejects.toThrow(/Set the password of others/)
  }
  const mine = await makeGroup(root())
  await expect(updateGroup(ctx, { id: mine.id, parents: [circle.id] })).rejects.toThrow(Forbidden)
  await expect(updateGroup(ctx, { id: circle.id, parents: [] })).rejects.toThrow(Forbidden)
  await expect(deleteGroup(ctx, { id: circle.id })).rejects.toThrow(Forbidden)
})

test('nobody draws users into a group over whose members they hold more', async () => {
  const team = await makeGroup(root())
  const stranger = await makeUser(root())
  const lead = await somebodyWith(
    root(),
    { permission: 'groups.change_members' },
    { permission: 'users.read' },
    { permission: 'users.set_password', scope: 'members', scopeGroupId: team.id },
  )
  await expect(putInto(at(root(), lead), team.id, [stranger.id])).rejects.toThrow(/a right over them/)
  await putInto(root(), team.id, [stranger.id])
  expect(
    await planMemberRemoval(at(root(), lead), { groupId: team.id, selected: { ids: [stranger.id] } }),
  ).toMatchObject({ count: 1, blockers: [] })
})

test('the last administrator is not taken out of the group that makes them one, by any way', async () => {
  await removeGrants(database)
  const admins = await makeGroup(root())
  const holder = await makeAdministrator(root())
  await database.db
    .update(grants)
    .set({ userId: null, groupId: admins.id })
    .where(eq(grants.userId, holder.userId))
  await putInto(root(), admins.id, [holder.userId])
  const selected = { ids: [holder.userId] }
  expect((await planMemberRemoval(root(), { groupId: admins.id, selected })).blockers).toHaveLength(1)
  await expect(removeMembers(root(), { groupId: admins.id, selected })).rejects.toThrow(
    /last active administrator/,
  )
  await expect(deleteGroup(root(), { id: admins.id })).rejects.toThrow(/last active administrator/)
  await expect(
    putInto(root(), admins.id, [holder.userId], new Date(testTime.getTime() + hour)),
  ).rejects.toThrow(/last active administrator/)
  const inner = await makeGroup(root())
  await updateGroup(root(), { id: inner.id, parents: [admins.id] })
  await putInto(root(), inner.id, [holder.userId])
  await removeMembers(root(), { groupId: admins.id, selected })
  await expect(updateGroup(root(), { id: inner.id, parents: [] })).rejects.toThrow(
    /last active administrator/,
  )
  await insertAdministratorGrant(root(), holder.userId)
  await updateGroup(root(), { id: inner.id, parents: [] })
})

test('deleting says what ends and needs what others hold over the group', async () => {
  const team = await makeGroup(root())
  await putInto(root(), team.id, [(await makeUser(root())).id])
  const { id: helper } = await makeUser(root())
  await grantTo(
    root(),
    { userId: helper },
    {
      ...{ permission: 'users.recover', scope: 'members', scopeGroupId: team.id },
    },
  )
  expect((await planGroupDeletion(root(), team.id)).ends).toEqual([
    { kind: 'memberships', count: 1 },
    { kind: 'grantsOver', count: 1 },
  ])
  const cleaner = await somebodyWith(root(), { permission: 'groups.delete' })
  await expect(deleteGroup(at(root(), cleaner), { id: team.id })).rejects.toThrow(Forbidden)
  await deleteGroup(root(), { id: team.id })
  expect(await database.db.select().from(grants).where(eq(grants.userId, helper))).toEqual([])
})

test('pasted names are found as at sign-in; those out of sight are told apart from nobody', async () => {
  const [one, two] = [
    await makeUser(root(), { email: `${uniqueName()}@Example.org` }),
    await makeUser(root()),
  ]
  const names = [one.username.toUpperCase(), two.username, 'nobody at all']
  expect(await findUsersByNames(root(), { names })).toMatchObject({
    users: [{ id: one.id }, { id: two.id }],
    notFound: ['nobody at all'],
  })
  const limited = await somebodyWith(root(), { permission: 'users.read', scope: 'user', scopeUserId: two.id })
  expect(await findUsersByNames(at(root(), limited), { names })).toMatchObject({
    users: [{ id: two.id }],
    notFound: [one.username.toUpperCase(), 'nobody at all'],
  })
})

test('a group out of sight is like one that is not there', async () => {
  const [mine, other] = [await makeGroup(root()), await makeGroup(root())]
  const limited = await somebodyWith(root(), {
    permission: 'groups.update',
    scope: 'group',
    scopeGroupId: mine.id,
  })
  const ctx = at(root(), limited)
  await updateGroup(ctx, { id: mine.id, name: uniqueName() })
  const refusals = [other.id, 2_000_000_000].map((id) => refusalOf(updateGroup(ctx, { id, name: 'x' })))
  const [hidden, missing] = await Promise.all(refusals)
  expect(hidden).toBeInstanceOf(NotFound)
  expect(hidden).toEqual(missing)
  await expect(updateGroup(ctx, { id: mine.id, parents: [other.id] })).rejects.toThrow(Invalid)
})

test('a name that a group out of sight has cannot be used, and no more is said', async () => {
  const [mine, other] = [await makeGroup(root()), await makeGroup(root())]
  const over = { permission: 'groups.update', scope: 'group' } as const
  const limited = await somebodyWith(root(), { ...over, scopeGroupId: mine.id })
  const rename = (actor: typeof limited) =>
    refusalOf(updateGroup(at(root(), actor), { id: mine.id, name: other.name }))
  expect(await rename(limited)).toMatchObject({ fields: { name: ['This cannot be used. Choose another.'] } })
  await grantTo(root(), { userId: limited.userId }, { ...over, scopeGroupId: other.id })
  expect(await rename(await actorOf(root(), limited.userId))).toMatchObject({
    fields: { name: ['Another group has this name.'] },
  })
})
