import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { recordEvents } from '@/lib/audit/record'
import { folderForUsers } from '@/lib/folders/ensure'
import { everything, give } from '@/testing/grants'
import { makeGroup, somebodyWith } from '@/testing/groups'
import { promotion } from '@/testing/raising'
import { crowdIn } from '@/testing/users'
import { contextFor, uniqueName } from '@/testing/world'

const database = testDatabase({ alsoEmbedded: true })
const root = () => contextFor(database.db)

test('a large group may be given something, and of everybody in it ends what somebody weaker set', async () => {
  const { userId } = await somebodyWith(root())
  const folder = await folderForUsers(root(), uniqueName('crowd'), { create: true })
  await crowdIn(root(), folder.id, 501)
  await database.db
    .update(users)
    .set({ emailSetBy: [userId] })
    .where(eq(users.folderId, folder.id))
  const { id: groupId } = await makeGroup(root())
  await database.db.execute(sql`insert into group_members (group_id, user_id, added_at)
    select ${groupId}::integer, id, now() from users where folder_id = ${folder.id}`)
  await give(root(), { groupId }, [[promotion.permission], everything])
  const outgrown = sql`${users.folderId} = ${folder.id} and ${users.emailOutgrown}`
  expect(await database.db.$count(users, outgrown)).toBe(501)
})

test('as many events are recorded in one transaction as a large group makes', async () => {
  const subjects = [{ type: 'user', id: '1', label: 'somebody' } as const]
  const list = Array.from({ length: 5500 }, () => ({ name: 'user.updated' as const, subjects }))
  expect(new Set(await recordEvents(root(), list)).size).toBe(5500)
})
