import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { getUser } from '@/lib/users/get'
import { at, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { makeAdministrator, refusalOf } from '@/testing/users'
import { contextFor, makeUser, somebody, testTime, uniqueName } from '@/testing/world'
import { effectiveAttributesOfGroup, getGroup, totalMembers } from './get'
import { listBelow, listGroups } from './list'
import { ListGroups, ListMembers } from './list-input'
import { listMembers } from './members-list'
import { changeableGroups, effectiveAttributesOfUser, listGroupsOfUser } from './of-user'
import { searchGroups } from './search'
import { updateGroup } from './update'

const database = testDatabase({ alsoEmbedded: true })
const hour = 60 * 60_000
let ctx: Context

beforeAll(async () => {
  ctx = contextFor(database.db)
  await makeAdministrator(ctx)
})

const later = (ctx: Context) => ({ ...ctx, now: new Date(ctx.now.getTime() + 2 * hour) })
const soon = new Date(testTime.getTime() + hour)
const names = ({ rows }: { rows: { name: string }[] }) => rows.map(({ name }) => name)
const usernames = ({ rows }: { rows: { username: string }[] }) => rows.map(({ username }) => username)

test('groups are listed by name, page by page in both directions, and found by any part of it', async () => {
  const word = uniqueName('zq').replace('-', '')
  for (const end of ['c', 'A', 'b', 'É']) await makeGroup(ctx, { name: `${word} ${end}` })
  const first = await listGroups(ctx, { ...ListGroups.parse({ q: word.slice(1) }), size: 20 })
  expect(names(first)).toEqual([`${word} A`, `${word} b`, `${word} c`, `${word} É`])
  expect(first.total).toEqual({ count: 4, capped: false })
  const small = { ...ListGroups.parse({ q: word }), size: 2 as 20 }
  const one = await listGroups(ctx, small)
  const two = await listGroups(ctx, { ...small, after: one.next })
  expect([names(one), names(two)]).toEqual([
    [`${word} A`, `${word} b`],
    [`${word} c`, `${word} É`],
  ])
  expect([one.previous, two.next]).toEqual([undefined, undefined])
  expect(names(await listGroups(ctx, { ...small, before: two.previous }))).toEqual(names(one))
  expect(await searchGroups(ctx, { q: `${word} b`, for: 'read' })).toContainEqual(
    expect.objectContaining({ name: `${word} b` }),
  )
})

test('what is searched for is no pattern', async () => {
  await makeGroup(ctx, { name: '100% sure' })
  await makeGroup(ctx, { name: '100 sure' })
  for (const q of ['%', '0%', '100% sure'])
    expect(names(await listGroups(ctx, ListGroups.parse({ q })))).toEqual(['100% sure'])
  expect(names(await listGroups(ctx, ListGroups.parse({ q: '_' })))).toEqual([])
})

test('the tree begins with groups that have nothing above them, and a node does not carry its children', async () => {
  const root = await makeGroup(ctx)
  const below = await makeGroup(ctx, { parents: [root.id] })
  await makeGroup(ctx, { parents: [below.id] })
  const roots = names(await listGroups(ctx, { ...ListGroups.parse({ view: 'tree' }), size: 100 }))
  expect(roots).toContain(root.name)
  expect(roots).not.toContain(below.name)
  const { rows, more } = await listBelow(ctx, root.id)
  expect(rows).toMatchObject([{ name: below.name, below: 1, parents: [{ id: root.id, name: root.name }] }])
  expect(more).toBe(false)
  const listed = await listGroups(ctx, ListGroups.parse({ parent: String(root.id) }))
  expect([names(listed), listed.parent]).toEqual([[below.name], root])
})

test('memberships that are over count nowhere, swept or not', async () => {
  const group = await makeGroup(ctx)
  const stays = await makeUser(ctx)
  const leaves = await makeUser(ctx)
  await putInto(ctx, group.id, [stays.id])
  await putInto(ctx, group.id, [leaves.id], soon)
  expect(await getGroup(ctx, group.id)).toMatchObject({ members: 2 })
  const after = later(ctx)
  expect(await getGroup(after, group.id)).toMatchObject({ members: 1 })
  expect(await totalMembers(after, group.id)).toEqual({ count: 1, capped: false })
  expect(usernames(await listMembers(after, group.id, ListMembers.parse({})))).toEqual([stays.username])
  expect(await listGroupsOfUser(after, leaves.id)).toEqual([])
})

test('members are direct or come through groups below, which are named, and nobody is counted twice', async () => {
  const top = await makeGroup(ctx)
  const middle = await makeGroup(ctx, { parents: [top.id] })
  const low = await makeGroup(ctx, { parents: [middle.id] })
  const a = await makeUser(ctx, { username: uniqueName('a') })
  const b = await makeUser(ctx, { username: uniqueName('b') })
  await putInto(ctx, top.id, [a.id])
  await putInto(ctx, middle.id, [a.id])
  await putInto(ctx, low.id, [b.id])
  const all = await listMembers(ctx, top.id, ListMembers.parse({}))
  expect(all.rows).toMatchObject([
    { username: a.username, direct: { addedAt: testTime, expiresAt: null }, through: [middle] },
    { username: b.username, direct: null, through: [low] },
  ])
  expect(all.total).toEqual({ count: 2, capped: false })
  expect(await totalMembers(ctx, top.id)).toEqual({ count: 2, capped: false })
  expect(await getGroup(ctx, top.id)).toMatchObject({ members: 1 })
  const only = (kind: string) => listMembers(ctx, top.id, ListMembers.parse({ kind }))
  expect(usernames(await only('direct'))).toEqual([a.username])
  expect(usernames(await only('inherited'))).toEqual([b.username])
  const found = await listMembers(ctx, top.id, ListMembers.parse({ q: b.username }))
  expect(usernames(found)).toEqual([b.username])
})

test('the groups of a user are those they were put into and all above, with the way there', async () => {
  const top = await makeGroup(ctx)
  const left = await makeGroup(ctx, { parents: [top.id] })
  const right = await makeGroup(ctx, { parents: [top.id] })
  const user = await makeUser(ctx)
  await putInto(ctx, left.id, [user.id], soon)
  await putInto(ctx, right.id, [user.id])
  const of = new Map((await listGroupsOfUser(ctx, user.id)).map((group) => [group.id, group]))
  expect(of.get(left.id)).toMatchObject({ direct: { expiresAt: soon }, through: [], distance: 0 })
  expect(of.get(top.id)).toMatchObject({ direct: null, distance: 1 })
  expect(
    of
      .get(top.id)
      ?.through.map(({ id }) => id)
      .sort(),
  ).toEqual([left.id, right.id].sort())
})

test('the nearer group has the last word, then the user, and only mappings merge', async () => {
  const top = await makeGroup(ctx, {
    attributes: { mail: { quota: 1, alias: 'x' }, tags: ['a'], color: 'red' },
  })
  const low = await makeGroup(ctx, { parents: [top.id], attributes: { mail: { quota: 2 }, tags: ['b'] } })
  const user = await makeUser(ctx, { attributes: { color: 'blue' } })
  await putInto(ctx, low.id, [user.id])
  const merged = { mail: { quota: 2, alias: 'x' }, tags: ['b'] }
  expect(await effectiveAttributesOfUser(ctx, user.id)).toEqual({
    attributes: { ...merged, color: 'blue' },
    sources: [top, low],
    complete: true,
  })
  expect(await effectiveAttributesOfGroup(ctx, await getGroup(ctx, low.id))).toEqual({
    attributes: { ...merged, color: 'red' },
    sources: [top, low],
    complete: true,
  })
})

test('somebody with a right over one group sees that one, without the names of those around it', async () => {
  const top = await makeGroup(ctx, { attributes: { secret: 1 } })
  const mine = await makeGroup(ctx, { parents: [top.id] })
  const low = await makeGroup(ctx, { parents: [mine.id] })
  const actor = await somebodyWith(ctx, {
    permission: 'groups.change_members',
    scope: 'group',
    scopeGroupId: mine.id,
  })
  const limited = at(ctx, actor)
  const tree = await listGroups(limited, ListGroups.parse({ view: 'tree' }))
  expect(tree.rows).toMatchObject([{ name: mine.name, parents: [], below: 0, members: 0 }])
  expect(tree.total).toEqual({ count: 1, capped: false })
  for (const { id } of [top, low, { id: 2_000_000 }]) {
    expect(await refusalOf(getGroup(limited, id))).toEqual(new NotFound('The group'))
    const below = listGroups(limited, ListGroups.parse({ parent: String(id) }))
    expect(await refusalOf(below)).toEqual(new NotFound('The group'))
  }
  expect(await effectiveAttributesOfGroup(limited, await getGroup(limited, mine.id))).toEqual({
    attributes: {},
    sources: [],
    complete: false,
  })
  expect(await searchGroups(limited, { q: '', for: 'members' })).toEqual([mine])
  expect(await changeableGroups(limited, [top.id, mine.id, low.id])).toEqual(new Set([mine.id]))
})

test('somebody with a right over one folder sees and counts only members from there', async () => {
  const group = await makeGroup(ctx)
  const inside = await makeUser(ctx, { path: `users/${uniqueName('inside')}` })
  const outside = await makeUser(ctx)
  await putInto(ctx, group.id, [inside.id, outside.id])
  const actor = await somebodyWith(
    ctx,
    { permission: 'users.read', scope: 'folder', scopeFolderId: (await getUser(ctx, inside.id)).folderId },
    { permission: 'groups.read' },
  )
  const limited = at(ctx, actor)
  expect(await getGroup(limited, group.id)).toMatchObject({ members: 1 })
  expect(await totalMembers(limited, group.id)).toEqual({ count: 1, capped: false })
  const members = await listMembers(limited, group.id, ListMembers.parse({}))
  expect([usernames(members), members.total]).toEqual([[inside.username], { count: 1, capped: false }])
  expect(await refusalOf(listGroupsOfUser(limited, outside.id))).toEqual(new NotFound('The user'))
})

test('somebody without a right sees nothing of groups', async () => {
  const group = await makeGroup(ctx)
  const nobody = at(ctx, somebody((await makeUser(ctx)).id))
  await expect(listGroups(nobody, ListGroups.parse({}))).rejects.toThrow('permission')
  await expect(getGroup(nobody, group.id)).rejects.toThrow('permission')
  await expect(listMembers(nobody, group.id, ListMembers.parse({}))).rejects.toThrow('permission')
  await expect(searchGroups(nobody, { q: '', for: 'read' })).rejects.toThrow('permission')
})

test('a renamed group is found by its new name alone', async () => {
  const group = await makeGroup(ctx)
  const name = uniqueName('renamed')
  await updateGroup(ctx, { id: group.id, name })
  expect(names(await listGroups(ctx, ListGroups.parse({ q: name })))).toEqual([name])
  expect(names(await listGroups(ctx, ListGroups.parse({ q: group.name })))).toEqual([])
})

test('changing the parents one sees leaves those out of sight as they are', async () => {
  const hidden = await makeGroup(ctx)
  const shown = await makeGroup(ctx)
  const group = await makeGroup(ctx, { parents: [hidden.id, shown.id] })
  const actor = await somebodyWith(
    ctx,
    { permission: 'groups.update', scope: 'group', scopeGroupId: group.id },
    { permission: 'groups.change_members', scope: 'group', scopeGroupId: shown.id },
  )
  await updateGroup(at(ctx, actor), { id: group.id, parents: [] })
  expect(await getGroup(ctx, group.id)).toMatchObject({ parents: [hidden] })
})
