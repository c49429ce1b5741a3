import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { changeOwnPassword } from '@/lib/passwords/change'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { updateUser } from '@/lib/users/update'
import { grantTo } from '@/testing/groups'
import {
  endedOf,
  helperWith,
  knownPassword,
  makeKnown,
  opens,
  promote,
  recover,
  signedIn,
  signIn,
  worksOf,
} from '@/testing/raising'
import { askForToken, newPassword, tokenOf } from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, testTime, uniqueName } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)
beforeEach(async () => {
  await makeAdministrator(root())
})

const takenOver = { currentPassword: knownPassword, newPassword, repeatPassword: newPassword }

test('a password the user chose since is theirs, but not the session it was chosen in', async () => {
  const user = await makeKnown(await helperWith(database.db))
  await changeOwnPassword(await signedIn(database.db, user), takenOver)
  const own = await signIn(database.db, user.username, newPassword)
  await promote(database.db, user.id)
  expect(await worksOf(database.db, user)).toEqual([])
  expect(await authenticateSession(database.db, own, testTime)).toBeDefined()
  expect(await signIn(database.db, user.username, newPassword)).not.toBe('')
  expect((await endedOf(database.db, user)).map(({ details }) => details)).toEqual([
    { endedPassword: false, endedSessions: 1 },
  ])
})

test('a session that goes on under a password by somebody stronger may be of whoever it was set against', async () => {
  const user = await makeKnown(await helperWith(database.db))
  // By whoever was quicker, its user or the helper.
  await changeOwnPassword(await signedIn(database.db, user), takenOver)
  const session = await signIn(database.db, user.username, newPassword)
  const stronger = contextFor(database.db, await makeAdministrator(root()))
  await setPassword(stronger, {
    ...{ userId: user.id, password: knownPassword, mustChange: false, endSessions: false },
  })
  expect(await worksOf(database.db, { ...user, session })).toEqual(['session', 'password'])
  await promote(database.db, user.id)
  expect(await worksOf(database.db, { ...user, session })).toEqual(['password'])
  expect(await worksOf(database.db, user)).toEqual(['password'])
})

test('what somebody does whose own password is known is known to who knows it, however strong they are by then', async () => {
  const weak = await helperWith(database.db)
  const between = await makeKnown(weak)
  for (const permission of ['users.set_password', 'users.recover'] as const)
    await grantTo(root(), { userId: between.id }, { permission })
  const asThem = await signedIn(database.db, between)
  const [byPassword, byLink] = [await makeKnown(asThem), await makeKnown(root())]
  await recover(database.db, await shown(asThem, byLink.id))
  await promote(database.db, between.id)
  for (const { id } of [byPassword, byLink]) await promote(database.db, id)
  expect(await worksOf(database.db, byPassword)).toEqual([])
  expect(await opens(database.db, byLink, newPassword)).toBe(false)
})

const shown = async (ctx: Context, userId: number) =>
  tokenOf((await createRecoveryLink(ctx, { userId, lifetimeMinutes: 60 })).url)

test('a password chosen with a link that was shown is known to who saw it; with a mailed one, to its user alone', async () => {
  const helper = await helperWith(database.db)
  const [seen, unseen, mailed] = [await makeKnown(helper), await makeKnown(helper), await makeKnown(helper)]
  await recover(database.db, await shown(helper, seen.id))
  await recover(database.db, await shown(root(), unseen.id))
  await updateUser(root(), { id: mailed.id, email: `${uniqueName('p')}@example.org`, createFolder: false })
  await recover(database.db, await askForToken(database.db, mailed))
  for (const { id } of [seen, unseen, mailed]) await promote(database.db, id)
  expect(
    await Promise.all([seen, unseen, mailed].map((user) => opens(database.db, user, newPassword))),
  ).toEqual([false, true, true])
})
