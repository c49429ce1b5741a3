import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { at, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { makeAdministrator, refusalOf } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { leaveGroups, planLeaving } from './leave'
import { listGroupsOfUser } from './of-user'

const database = testDatabase()
let ctx: Context

beforeAll(async () => {
  ctx = contextFor(database.db)
  await makeAdministrator(ctx)
})

test('a user leaves just the groups reviewed, at once', async () => {
  const groups = [await makeGroup(ctx), await makeGroup(ctx), await makeGroup(ctx)]
  const user = await makeUser(ctx)
  for (const { id } of groups) await putInto(ctx, id, [user.id])
  const groupIds = groups.slice(0, 2).map(({ id }) => id)
  const plan = await planLeaving(ctx, { userId: user.id, groupIds })
  expect(plan).toMatchObject({
    count: 2,
    blockers: [],
    rows: groups.slice(0, 2).map(({ name }) => ({ label: name })),
  })
  expect(await leaveGroups(ctx, { userId: user.id, groupIds, review: { hash: plan.hash } })).toEqual({
    count: 2,
  })
  expect(await listGroupsOfUser(ctx, user.id)).toMatchObject([{ id: groups[2]?.id }])
})

test('nothing is done when the user left one of them meanwhile', async () => {
  const one = await makeGroup(ctx)
  const two = await makeGroup(ctx)
  const user = await makeUser(ctx)
  for (const { id } of [one, two]) await putInto(ctx, id, [user.id])
  const input = { userId: user.id, groupIds: [one.id, two.id] }
  const { hash } = await planLeaving(ctx, input)
  await leaveGroups(ctx, { userId: user.id, groupIds: [one.id] })
  expect(await refusalOf(leaveGroups(ctx, { ...input, review: { hash } }))).toBeInstanceOf(Conflict)
  expect(await listGroupsOfUser(ctx, user.id)).toMatchObject([{ id: two.id }])
})

test('all stay when the actor may not change one of the groups', async () => {
  const mine = await makeGroup(ctx)
  const other = await makeGroup(ctx)
  const user = await makeUser(ctx)
  for (const { id } of [mine, other]) await putInto(ctx, id, [user.id])
  const actor = await somebodyWith(
    ctx,
    { permission: 'users.read' },
    { permission: 'groups.read' },
    { permission: 'groups.change_members', scope: 'group', scopeGroupId: mine.id },
  )
  const input = { userId: user.id, groupIds: [mine.id, other.id] }
  await expect(leaveGroups(at(ctx, actor), input)).rejects.toThrow('permission')
  expect(await listGroupsOfUser(ctx, user.id)).toHaveLength(2)
})
