import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { grants, groupMembers, roles, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { makeGroup } from '@/testing/groups'
import { makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { hasActiveAdministrator, hasAdministrator } from './administrators'

const database = testDatabase({ alsoEmbedded: true })
const root = () => contextFor(database.db)
const found = async () => [await hasAdministrator(root()), await hasActiveAdministrator(root())]
beforeEach(() => removeGrants(database))

test('there is an administrator as long as somebody has the role over everything, and an active one while they are in service', async () => {
  expect(await found()).toEqual([false, false])
  const { userId } = await makeAdministrator(root())
  expect(await found()).toEqual([true, true])
  await database.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, userId))
  expect(await found()).toEqual([true, false])
})

test('a group of administrators counts by those in it who stay, and by nobody while it is empty', async () => {
  const [role] = await database.db.select().from(roles).where(eq(roles.key, 'administrator'))
  const [group, person] = [await makeGroup(root()), await makeUser(root())]
  await database.db.insert(grants).values({
    ...{ id: crypto.randomUUID(), groupId: group.id, roleId: role?.id ?? 0, scope: 'everything' },
    ...{ createdAt: testTime, createdBy: 'a test' },
  })
  expect(await found()).toEqual([false, false])
  const expiresAt = new Date(testTime.getTime() + 60_000)
  const membership = { groupId: group.id, userId: person.id, addedAt: testTime, expiresAt }
  await database.db.insert(groupMembers).values(membership)
  expect(await found()).toEqual([false, false])
  await database.db.update(groupMembers).set({ expiresAt: null })
  expect(await found()).toEqual([true, true])
})
