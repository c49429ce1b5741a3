import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { grants, nameChanges, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { replaceGroups } from '@/lib/groups/groups-of-users'
import { updateGroup } from '@/lib/groups/update'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { finishRecovery } from '@/lib/recovery/finish'
import { findLink } from '@/lib/recovery/look-up'
import { startRecovery } from '@/lib/recovery/start'
import { createRole } from '@/lib/roles/create'
import { updateRole } from '@/lib/roles/update'
import { deactivateUsers } from '@/lib/users/deactivate'
import { deleteUsers } from '@/lib/users/delete'
import { updateUser } from '@/lib/users/update'
import { apiAs, userWithToken } from '@/testing/api'
import { putInto } from '@/testing/groups'
import { endedOf, helperWith, makeKnown, promote, promotion, worksOf } from '@/testing/raising'
import { doors as commands, groupOf, groupThatGives, uuidsOf } from '@/testing/raising-doors'
import { askForToken, newPassword, newToken, tokenOf, visitorAt } from '@/testing/recovery'
import { makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)
beforeEach(async () => {
  await makeAdministrator(root())
})

const doors: typeof commands = {
  ...commands,
  async 'is given a permission by a script'(_, user) {
    const { token } = await userWithToken(database.db, { administrator: true })
    const answer = await apiAs(token)('/rbac/grants/', { body: { user, ...promotion, scope: 'everything' } })
    expect(answer.status).toBe(201)
  },
}

for (const [door, open] of Object.entries(doors)) {
  test(`what somebody weaker knows of a user ends when the user ${door}`, async () => {
    const user = await makeKnown(await helperWith(database.db))
    await open(root(), user.id)
    expect(await worksOf(database.db, user)).toEqual([])
    const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
    expect(row).toMatchObject({ passwordHash: null, mustChangePassword: false, passwordKnownBy: [] })
    expect((await endedOf(database.db, user)).map(({ details }) => details)).toEqual([
      { endedPassword: true, endedSessions: 1 },
    ])
  })

  test(`what somebody knows who holds as much stays when the user ${door}`, async () => {
    const user = await makeKnown(await helperWith(database.db, promotion.permission))
    await open(root(), user.id)
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
  for (const [door, open] of Object.entries(doors))
    await open(root(), user.id).catch(() => refused.push(door))
  // The first would take the role of administrator, and the grant is there already when the second asks for it.
  expect(refused).toEqual(['is given roles in place of others', 'is given a permission by a script'])
  expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
})

test('who comes by another way to what they hold already loses nothing', async () => {
  const { actor, user } = await knownToAdministrator()
  const [from, to] = [await groupThatGives(database.db), await groupThatGives(database.db)]
  await promote(database.db, user.id)
  const between = await groupOf(database.db, user.id)
  await updateGroup(root(), { id: between, parents: [from] })
  await database.db.delete(grants).where(eq(grants.userId, user.id))
  await deactivateUsers(root(), { selected: { ids: [actor.userId] } })
  await updateGroup(root(), { id: between, parents: [to] })
  await replaceGroups(root(), user.id, await uuidsOf(database.db, [from]))
  expect(await worksOf(database.db, user)).toEqual(['session', 'ticket', 'password'])
})

test('links of who gains nothing stay: nobody who may give something keeps them out with it', async () => {
  const user = await makeUser(root(), { email: `${uniqueName('p')}@example.org` })
  await promote(database.db, user.id)
  await updateUser(root(), { id: user.id, email: `${uniqueName('q')}@example.org`, createFolder: false })
  const link = tokenOf((await createRecoveryLink(root(), { userId: user.id, lifetimeMinutes: 60 })).url)
  const flow = await startRecovery(visitorAt(database.db), await askForToken(database.db, user))
  await askForToken(database.db, user)
  const groupId = await groupThatGives(database.db)
  for (const until of [null, new Date(testTime.getTime() + 60_000)])
    await putInto(root(), groupId, [user.id], until)
  const [change] = await database.db.select().from(nameChanges).where(eq(nameChanges.userId, user.id))
  expect(change?.endedAt).toBeNull()
  await startRecovery(visitorAt(database.db), link)
  await finishRecovery(visitorAt(database.db), flow, newPassword)
})

test('whoever keeps of a role what came with a permission that is taken out of it loses nothing', async () => {
  const user = await makeKnown(await helperWith(database.db, 'users.update'))
  const name = uniqueName('role')
  const { id: roleId } = await createRole(root(), { name, description: '', permissions: ['users.update'] })
  const row = { id: randomUUID(), scope: 'everything' as const, createdAt: testTime, createdBy: 'a test' }
  await database.db.insert(grants).values({ ...row, roleId, userId: user.id })
  const token = await newToken(database.db, user.id)
  await updateRole(root(), { id: roleId, permissions: ['users.read'] })
  expect((await findLink(visitorAt(database.db), token))?.state).toBe('open')
  await updateRole(root(), { id: roleId, permissions: ['users.read', 'groups.read'] })
  expect((await findLink(visitorAt(database.db), token))?.state).toBe('revoked')
})
