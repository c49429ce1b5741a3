import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, nameChanges } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import { updateUser } from '@/lib/users/update'
import { actorOf, at, grantTo, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { openChangesOf, revokeUndoLinks } from './revoke'

const database = testDatabase()
const root = (now = testTime) => contextFor(database.db, undefined, now)

async function changed() {
  const user = await makeUser(root(), { email: `${uniqueName('mail')}@example.org` })
  await updateUser(root(), { id: user.id, email: null, createFolder: false })
  return user
}

const endedOf = async (userId: number) =>
  (await database.db.select().from(nameChanges).where(eq(nameChanges.userId, userId)))[0]?.endedAt

test('whoever may recover a user sees that a change can be undone, and revokes its link', async () => {
  const { id: userId } = await changed()
  const helper = at(root(), await somebodyWith(root(), { permission: 'users.recover' }))
  expect(await openChangesOf(helper, userId)).toHaveLength(1)
  await revokeUndoLinks(helper, { userId })
  expect(await openChangesOf(helper, userId)).toEqual([])
  expect(await endedOf(userId)).toEqual(testTime)
  const revoked = await database.db.select().from(events).where(eq(events.name, 'user.undo_links_revoked'))
  expect(revoked[0]).toMatchObject({ details: { endedLinks: 1 }, subjects: [{ id: String(userId) }] })
  await expect(revokeUndoLinks(helper, { userId })).rejects.toThrow(Conflict)
})

test('nobody else revokes it, nor does anybody for themselves', async () => {
  const { id: userId, username } = await changed()
  const editor = at(root(), await somebodyWith(root(), { permission: 'users.update' }))
  for (const refused of [() => openChangesOf(editor, userId), () => revokeUndoLinks(editor, { userId })])
    await expect(refused()).rejects.toThrow(Forbidden)
  await grantTo(root(), { userId }, { permission: 'users.recover' })
  const own = at(root(), await actorOf(root(), userId, username))
  await expect(revokeUndoLinks(own, { userId })).rejects.toThrow('Somebody else')
  expect(await endedOf(userId)).toBeNull()
})
