import { eq, inArray } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { grants, groups, nameChanges, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { apiAs, userWithToken } from '@/lib/api/testing'
import { createGrant } from '@/lib/grants/create'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { createGroupWith } from '@/lib/groups/change-members'
import { replaceGroups } from '@/lib/groups/groups-of-users'
import { grantTo, makeGroup, putInto } from '@/lib/groups/testing'
import { updateGroup } from '@/lib/groups/update'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { finishRecovery } from '@/lib/recovery/finish'
import { startRecovery } from '@/lib/recovery/start'
import { askForToken, newPassword, tokenOf, visitorAt } from '@/lib/recovery/testing'
import { createRole } from '@/lib/roles/create'
import { updateRole } from '@/lib/roles/update'
import { contextFor, makeUser, testTime, uniqueName } from '@/lib/testing'
import { deactivateUsers } from '@/lib/users/deactivate'
import { deleteUsers } from '@/lib/users/delete'
import { makeAdministrator, removeGrants } from '@/lib/users/testing'
import { updateUser } from '@/lib/users/update'
import { endedOf, helperWith, makeKnown, promote, promotion, worksOf } from './testing'

const database = testDatabase()
const root = () => contextFor(database.db)
beforeEach(async () => {
  await makeAdministrator(root())
})

const { permission } = promotion
const scope = { kind: 'everything' as const }

async function groupThatGives() {
  const group = await makeGroup(root())
  await grantTo(root(), { groupId: group.id }, { permission })
  return group.id
}

async function groupOf(id: number) {
  const group = await makeGroup(root())
  await putInto(root(), group.id, [id])
  return group.id
}

const newRole = (held: typeof permission | 'users.read') =>
  createRole(root(), { name: uniqueName('role'), description: '', permissions: [held] })

/** Gives a role of no more than a helper holds, and widens it. */
async function widen(holder: { userId: number } | { groupId: number }) {
  const { id: roleId } = await newRole('users.read')
  await createGrant(root(), { holder, given: { roleId }, scope })
  await updateRole(root(), { id: roleId, permissions: ['users.read', permission] })
}

/** Every way in which somebody comes to hold what they did not hold. */
const doors: Record<string, (id: number) => Promise<unknown>> = {
  'is given a permission': (id) => promote(database.db, id),
  'is given a role': async (userId) =>
    createGrant(root(), { holder: { userId }, given: { roleId: (await newRole(permission)).id }, scope }),
  'is given roles in place of others': async (userId) =>
    replaceRoles(root(), { userId }, [(await newRole(permission)).uuid]),
  'is in a group that is given a permission': async (id) =>
    createGrant(root(), { holder: { groupId: await groupOf(id) }, given: { permission }, scope }),
  'is in a group below one that is given a permission': async (id) => {
    const { id: groupId } = await makeGroup(root())
    await updateGroup(root(), { id: await groupOf(id), parents: [groupId] })
    await createGrant(root(), { holder: { groupId }, given: { permission }, scope })
  },
  'has a role that is widened': (userId) => widen({ userId }),
  'is in a group with a role that is widened': async (id) => widen({ groupId: await groupOf(id) }),
  'is put into a group': async (id) => putInto(root(), await groupThatGives(), [id]),
  'is put into a group for a while': async (id) =>
    putInto(root(), await groupThatGives(), [id], new Date(testTime.getTime() + 60_000)),
  'is in a group that is put below another': async (id) =>
    updateGroup(root(), { id: await groupOf(id), parents: [await groupThatGives()] }),
  'is put into a new group below another': async (id) =>
    createGroupWith(root(), {
      ...{ name: uniqueName('group'), parents: [await groupThatGives()], attributes: {} },
      ...{ selected: { ids: [id] }, until: null },
    }),
  'is given a permission by a script': async (user) => {
    const { token } = await userWithToken(database.db, { administrator: true })
    const answer = await apiAs(token)('/rbac/grants/', { body: { user, permission, scope: 'everything' } })
    expect(answer.status).toBe(201)
  },
}

for (const [door, open] of Object.entries(doors)) {
  test(`what somebody weaker knows of a user ends when the user ${door}`, async () => {
    const user = await makeKnown(await helperWith(database.db))
    await open(user.id)
    expect(await worksOf(database.db, user)).toEqual([])
    const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
    expect(row).toMatchObject({ passwordHash: null, mustChangePassword: false, passwordKnownBy: [] })
    expect((await endedOf(database.db, user)).map(({ details }) => details)).toEqual([
      { endedPassword: true, endedSessions: 1 },
    ])
  })

  test(`what somebody knows who holds as much stays when the user ${door}`, async () => {
    const user = await makeKnown(await helperWith(database.db, permission))
    await open(user.id)
    expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
    expect(await endedOf(database.db, user)).toEqual([])
  })
}

/** By an administrator, who is weaker than nobody, until they are not. */
async function knownToAdministrator() {
  const actor = await makeAdministrator(root())
  return { actor, user: await makeKnown(contextFor(database.db, actor)) }
}

const fallen: Record<string, (userId: number) => Promise<unknown>> = {
  'is out of service': (id) => deactivateUsers(root(), { selected: { ids: [id] } }),
  'was deleted': (id) => deleteUsers(root(), { selected: { ids: [id] } }),
}

test.each(Object.entries(fallen))('somebody who %s is weaker than anybody', async (_, fall) => {
  const { actor, user } = await knownToAdministrator()
  await fall(actor.userId)
  expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
  await promote(database.db, user.id)
  expect(await worksOf(database.db, user)).toEqual([])
})

test('what administrators and the operator set stays', async () => {
  for (const ctx of [contextFor(database.db, await makeAdministrator(root())), root()]) {
    const user = await makeKnown(ctx)
    await promote(database.db, user.id)
    expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
  }
})

test('who is given what they hold already loses nothing: the last administrator is not locked out', async () => {
  await removeGrants(root())
  const { actor, user } = await knownToAdministrator()
  const roles = await database.db.query.roles.findMany()
  await replaceRoles(root(), { userId: user.id }, [
    roles.find(({ key }) => key === 'administrator')?.uuid ?? '',
  ])
  await deleteUsers(root(), { selected: { ids: [actor.userId] } })
  const refused: string[] = []
  for (const [door, open] of Object.entries(doors)) await open(user.id).catch(() => refused.push(door))
  // The first would take the role of administrator, and the grant is there already when the second asks for it.
  expect(refused).toEqual(['is given roles in place of others', 'is given a permission by a script'])
  expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
})

test('who comes by another way to what they hold already loses nothing', async () => {
  const { actor, user } = await knownToAdministrator()
  const [from, to] = [await groupThatGives(), await groupThatGives()]
  await promote(database.db, user.id)
  const between = await groupOf(user.id)
  await updateGroup(root(), { id: between, parents: [from] })
  await database.db.delete(grants).where(eq(grants.userId, user.id))
  await deactivateUsers(root(), { selected: { ids: [actor.userId] } })
  await updateGroup(root(), { id: between, parents: [to] })
  const uuids = async (ids: number[]) =>
    (await database.db.select().from(groups).where(inArray(groups.id, ids))).map(({ uuid }) => uuid)
  await replaceGroups(root(), user.id, await uuids([from]))
  expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
})

test('links of who gains nothing stay: nobody who may give something keeps them out with it', async () => {
  const user = await makeUser(root(), { email: `${uniqueName('p')}@example.org` })
  await promote(database.db, user.id)
  await updateUser(root(), { id: user.id, email: `${uniqueName('q')}@example.org`, createFolder: false })
  const link = tokenOf((await createRecoveryLink(root(), { userId: user.id, lifetimeMinutes: 60 })).url)
  const flow = await startRecovery(visitorAt(database.db), await askForToken(database.db, user))
  await askForToken(database.db, user)
  const groupId = await groupThatGives()
  for (const until of [null, new Date(testTime.getTime() + 60_000)])
    await putInto(root(), groupId, [user.id], until)
  const [change] = await database.db.select().from(nameChanges).where(eq(nameChanges.userId, user.id))
  expect(change?.endedAt).toBeNull()
  await startRecovery(visitorAt(database.db), link)
  await finishRecovery(visitorAt(database.db), flow, newPassword)
})
