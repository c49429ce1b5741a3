import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { createGrant } from '@/lib/grants/create'
import { updateGroup } from '@/lib/groups/update'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { createRole } from '@/lib/roles/create'
import { actorOf, at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { ListEvents } from './input'
import { listEvents } from './list'

const database = testDatabase()
const root = () => contextFor(database.db)
const outside = { type: 'outside', label: 'Something outside your view' }

beforeAll(async () => {
  await makeAdministrator(root())
})

async function eventsOf(ctx: Context, userId: number, name: string) {
  const about = { type: 'user', id: userId } as const
  const { rows } = await listEvents(ctx, { ...ListEvents.parse({ size: '100' }), about })
  return rows.filter((row) => row.name === name)
}

/** Somebody who sees every user and reads what one of them did, with what else they were given. */
async function readerOf(userId: number, ...given: Parameters<typeof somebodyWith>[1][]): Promise<Actor> {
  const events = { permission: 'events.read', scope: 'user', scopeUserId: userId } as const
  return somebodyWith(root(), { permission: 'users.read' }, events, ...given)
}

test('what somebody changed of a group does not tell them of parents they do not see', async () => {
  const [group, secret] = [await makeGroup(root()), await makeGroup(root())]
  await updateGroup(root(), { id: group.id, parents: [secret.id] })
  const { userId } = await somebodyWith(root())
  for (const permission of ['groups.update', 'groups.change_members'] as const)
    await grantTo(root(), { userId }, { permission, scope: 'group', scopeGroupId: group.id })
  const own = await makeGroup(root())
  const joining = { permission: 'groups.change_members', scope: 'group', scopeGroupId: own.id } as const
  await grantTo(root(), { userId }, joining)
  await grantTo(root(), { userId }, { permission: 'events.read', scope: 'user', scopeUserId: userId })
  const name = uniqueName('renamed')
  const ctx = at(root(), await actorOf(root(), userId))
  await updateGroup(ctx, { id: group.id, name, parents: [own.id] })
  for (const seesAll of [false, true]) {
    if (seesAll) await grantTo(root(), { userId }, { permission: 'users.read' })
    const found = await eventsOf(at(root(), await actorOf(root(), userId)), userId, 'group.updated')
    expect(found).toMatchObject([{ changes: { name: { old: group.name, new: name } } }])
    expect(JSON.stringify(found)).not.toContain(secret.name)
  }
  await grantTo(root(), { userId }, { permission: 'groups.read' })
  const told = await eventsOf(at(root(), await actorOf(root(), userId)), userId, 'group.updated')
  expect(told).toMatchObject([{ changes: { parents: { old: [secret.name] } } }])
})

test('whoever sees every user is told of groups only as far as they may see these', async () => {
  const [seen, unseen] = [await makeGroup(root()), await makeGroup(root())]
  const { id: userId } = await makeUser(root())
  await putInto(root(), seen.id, [userId])
  await putInto(root(), unseen.id, [userId])
  const reader = await readerOf(userId, {
    ...{ permission: 'groups.read', scope: 'group', scopeGroupId: seen.id },
  })
  const found = await eventsOf(at(root(), reader), userId, 'group.member_added')
  expect(found.map(({ subjects }) => subjects[1])).toEqual(
    expect.arrayContaining([
      { type: 'group', id: String(seen.id), label: seen.name },
      expect.objectContaining(outside),
    ]),
  )
  expect(JSON.stringify(found)).not.toContain(unseen.name)
})

test('whoever sees every user is told of the roles these were given only if they may see roles', async () => {
  const name = uniqueName('role')
  const role = await createRole(root(), { name, description: '', permissions: ['users.read'] })
  const { id: userId } = await makeUser(root())
  await createGrant(root(), {
    ...{ holder: { userId }, given: { roleId: role.id }, scope: { kind: 'everything' } },
  })
  const given = async (reader: Actor) => eventsOf(at(root(), reader), userId, 'grant.created')
  const unaware = await given(await readerOf(userId))
  expect(unaware).toMatchObject([{ subjects: [{ type: 'user' }, outside], changes: {} }])
  expect(JSON.stringify(unaware)).not.toContain(name)
  const aware = await given(await readerOf(userId, { permission: 'roles.read' }))
  expect(aware).toMatchObject([{ subjects: [{ type: 'user' }, { label: name }], changes: { role: {} } }])
})
