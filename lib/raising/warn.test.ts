import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { givableTo } from '@/lib/grants/givable'
import type { Holder } from '@/lib/grants/input'
import { at, makeGroup, putInto, somebodyWith } from '@/lib/groups/testing'
import { contextFor } from '@/lib/testing'
import { deactivateUsers } from '@/lib/users/deactivate'
import { makeAdministrator } from '@/lib/users/testing'
import { helperWith, makeKnown } from './testing'

const database = testDatabase()
const root = () => contextFor(database.db)

const warningsFor = async (holder: Holder, ctx = root()) => (await givableTo(ctx, holder)).warnings
const stops = 'the password stops working and the user needs a recovery link.'

test('who assigns something is told whose knowledge of a password may end it', async () => {
  const helper = await helperWith(database.db)
  const { id: userId } = await makeKnown(helper)
  const { userId: helperId, label } = { userId: 0, label: '', ...helper.actor }
  const unless = (who: string) => `If ${who} does not hold everything this user will hold, ${stops}`
  expect(await warningsFor({ userId })).toEqual([`${label} knows this user's password. ${unless(label)}`])
  const narrow = await somebodyWith(root(), {
    ...{ permission: 'grants.create', scope: 'user', scopeUserId: userId },
  })
  expect(await warningsFor({ userId }, at(root(), narrow))).toEqual([
    `Somebody outside your view knows this user's password. ${unless('that person')}`,
  ])
  await deactivateUsers(root(), { selected: { ids: [helperId] } })
  const always = [`${label} knows this user's password. Once this user gains anything, ${stops}`]
  expect(await warningsFor({ userId })).toEqual(always)
})

test('who gives something to a group is warned where a password of a member may end, and only there', async () => {
  const known = await makeKnown(contextFor(database.db, await makeAdministrator(root())))
  const { id: groupId } = await makeGroup(root())
  await putInto(root(), groupId, [known.id])
  expect(await warningsFor({ userId: known.id })).toEqual([])
  expect(await warningsFor({ groupId })).toEqual([])
  await putInto(root(), groupId, [(await makeKnown(await helperWith(database.db))).id])
  expect(await warningsFor({ groupId })).toEqual([
    expect.stringMatching(/^Somebody else knows .* the member needs a recovery link\.$/),
  ])
})
