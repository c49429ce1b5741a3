import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { grantTo, makeGroup, putInto } from '@/lib/groups/testing'
import { contextFor, makeUser } from '@/lib/testing'
import { getUser } from '@/lib/users/get'
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
