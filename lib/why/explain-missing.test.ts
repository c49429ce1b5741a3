import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { getUser } from '@/lib/users/get'
import { grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { giveLink, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { explainPermission } from './explain'

const database = testDatabase()
const root = () => contextFor(database.db)

test('a group that holds it over a folder is told before one that holds it over everything, however small', async () => {
  const [target, user] = [await makeUser(root(), { path: 'berlin' }), await makeUser(root())]
  const { folderId } = await getUser(root(), target.id)
  const powerful = await makeGroup(root())
  const fitting = await makeGroup(root())
  await putInto(root(), fitting.id, [(await makeUser(root())).id])
  await grantTo(root(), { groupId: powerful.id }, { permission: 'users.recover' })
  await grantTo(
    root(),
    { groupId: fitting.id },
    { permission: 'users.recover', scope: 'folder', scopeFolderId: folderId },
  )
  const { missing } = await explainPermission(root(), {
    userId: user.id,
    permission: 'users.recover',
    target: { userId: target.id },
  })
  expect(missing?.groups.map(({ id }) => id)).toEqual([fitting.id, powerful.id])
})

test('of somebody who would lose a link by it, nobody is told as who could give it whom they are above', async () => {
  const { userId: administrator } = await makeAdministrator(root())
  const giving = ['users.read', 'groups.change_members', 'grants.create', 'jobs.read'] as const
  const { userId: giver } = await somebodyWith(root(), ...giving.map((permission) => ({ permission })))
  const adders = async (userId: number) => {
    const { missing } = await explainPermission(root(), {
      userId,
      permission: 'jobs.read',
      target: { userId: giver },
    })
    return missing?.adders.people.map(({ id }) => id)
  }
  const ofGroup = async (userId: number) => {
    const { id: groupId } = await makeGroup(root())
    await grantTo(root(), { groupId }, { permission: 'jobs.read' })
    return adders(userId).finally(() => database.db.delete(grants).where(eq(grants.groupId, groupId)))
  }
  const [above, plain] = [await makeUser(root()), await makeUser(root())]
  await grantTo(root(), { userId: above.id }, { permission: 'settings.update' })
  for (const ask of [adders, ofGroup]) expect(await ask(above.id)).toEqual([giver, administrator])
  for (const { id } of [above, plain]) await giveLink(root(), id)
  for (const ask of [adders, ofGroup]) {
    expect(await ask(above.id)).toEqual([administrator])
    expect(await ask(plain.id)).toEqual([giver, administrator])
  }
})
