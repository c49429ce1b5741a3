import { beforeEach, expect, test } from 'vitest'
import { rateLimits, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { NotFound } from '@/lib/kernel/errors'
import { at, somebodyWith } from '@/testing/groups'
import { bucket, standing, visitorAfter } from '@/testing/limits'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import {
  bucketOfName,
  recoveryPerNameAndAddress,
  signInPerAccount,
  signInPerAccountAndAddress,
  signInPerAddress,
  signInPerDevice,
  signInPerName,
  signInPerNameAndAddress,
} from './budgets'
import { addTo, type Limit } from './counters'
import { forgiveUsers, isLockedOut, lockoutsOf } from './lockouts'

const database = testDatabase({ alsoEmbedded: true })
beforeEach(async () => {
  await database.db.delete(rateLimits)
})

const quarter = 15 * 60_000
const after = (ms: number) => new Date(testTime.getTime() + ms)
const person = () => makeUser(contextFor(database.db), { email: `${uniqueName('ada')}@example.org` })
type Person = Awaited<ReturnType<typeof person>>

const spend = (limit: Limit, key: string, { ms = 0, points = limit.points } = {}) =>
  addTo(visitorAfter(database.db, ms), [bucket(limit, key)], { points, held: 0 })

const lockouts = ({ id }: Person, ms = 0) => lockoutsOf(contextFor(database.db, undefined, after(ms)), id)

/** Who of all users is locked out. */
async function lockedOut(ms = 0) {
  const rows = await database.db
    .select({ id: users.id })
    .from(users)
    .where(isLockedOut(after(ms)))
  return rows.map(({ id }) => id)
}

const byName = ({ username }: Person) => bucketOfName(username)
const byId = ({ id }: Person) => String(id)

test.each([
  ['sign-in', 'everywhere', signInPerName, byName, ''],
  ['sign-in', 'everywhere', signInPerAccount, byId, ''],
  ['sign-in', 'some addresses', signInPerNameAndAddress, byName, ' 192.0.2.7'],
  ['sign-in', 'some addresses', signInPerAccountAndAddress, byId, ' 192.0.2.7'],
  ['sign-in', 'a known device', signInPerDevice, byId, ' device'],
  ['recovery', 'some addresses', recoveryPerNameAndAddress, byName, ' 192.0.2.7'],
] as const)(
  '%s from %s is shut by the last point of %o, until its window is over',
  async (what, from, limit, whose, where) => {
    const ada = await person()
    // Another whose number begins as hers does, and one whose key goes on as hers does not.
    for (const other of [`${whose(ada)}0`, `${whose(ada)}0${where}`, `${whose(ada)}!`, uniqueName('x')])
      await spend(limit, other)
    await spend(limit, whose(ada) + where, { points: limit.points - 1 })
    expect([await lockouts(ada), await lockedOut()]).toEqual([[], []])
    await spend(limit, whose(ada) + where, { points: 1 })
    expect(await lockouts(ada, quarter - 1)).toEqual([{ what, from, until: after(quarter) }])
    expect(await lockedOut(quarter - 1)).toEqual([ada.id])
    expect([await lockouts(ada, quarter), await lockedOut(quarter)]).toEqual([[], []])
  },
)

test('of lock-outs is told to nobody who may see others only', async () => {
  const [ada, grace] = [await person(), await person()]
  const reader = await somebodyWith(contextFor(database.db), {
    ...{ permission: 'users.read', scope: 'user', scopeUserId: grace.id },
  })
  const ctx = at(contextFor(database.db), reader)
  await expect(lockoutsOf(ctx, ada.id)).rejects.toThrow(NotFound)
  expect(await lockoutsOf(ctx, grace.id)).toEqual([])
})

test('what is shut by several counters is shut until the last is over, and by every name', async () => {
  const ada = await person()
  const [row] = await database.db.query.users.findMany({ where: (user, { eq }) => eq(user.id, ada.id) })
  const other = bucketOfName(row?.email ?? '')
  await spend(signInPerNameAndAddress, `${byName(ada)} 192.0.2.1`, { ms: 2000 })
  await spend(signInPerNameAndAddress, `${other} 192.0.2.2`, { ms: 3000 })
  await spend(signInPerAccountAndAddress, `${ada.id} 192.0.2.3`, { ms: 1000 })
  const until = after(quarter + 3000)
  expect(await lockouts(ada, 4000)).toEqual([{ what: 'sign-in', from: 'some addresses', until }])
  await spend(signInPerAccountAndAddress, `${ada.id} 192.0.2.4`, { ms: 5000 })
  expect(await lockouts(ada, 6000)).toMatchObject([{ until: after(quarter + 5000) }])
})

test('what is shut from everywhere is not told again of some addresses, and a known device is told of beside it', async () => {
  const ada = await person()
  await spend(signInPerDevice, `${ada.id} device`)
  await spend(recoveryPerNameAndAddress, `${byName(ada)} 192.0.2.1`)
  await spend(signInPerNameAndAddress, `${byName(ada)} 192.0.2.1`)
  const told = async () => (await lockouts(ada)).map(({ what, from }) => `${what} from ${from}`)
  const [device, recovery] = ['sign-in from a known device', 'recovery from some addresses']
  expect(await told()).toEqual(['sign-in from some addresses', device, recovery])
  await spend(signInPerAccount, byId(ada))
  expect(await told()).toEqual(['sign-in from everywhere', device, recovery])
})

test('who is forgiven has every counter of theirs taken away, whatever it stands at, and nobody else has', async () => {
  const [ada, grace, other] = [await person(), await person(), await person()]
  const limits = [
    signInPerNameAndAddress,
    signInPerAccountAndAddress,
    signInPerDevice,
    recoveryPerNameAndAddress,
  ]
  for (const each of [ada, grace, other]) {
    await spend(signInPerName, byName(each), { points: 1 })
    await spend(signInPerAccount, byId(each))
    for (const limit of limits) for (const whose of [byName, byId]) await spend(limit, `${whose(each)} x`)
  }
  await spend(signInPerAddress, '192.0.2.7')
  await forgiveUsers(contextFor(database.db), [ada.id, grace.id])
  const left = Object.keys(await standing(database.db))
  // By name and by number where each is looked for; those of the others stay as they were.
  expect(
    left.filter(
      (key) => key.includes(byName(other)) || key.endsWith(`:${other.id}`) || key.includes(`:${other.id} `),
    ),
  ).toHaveLength(10)
  expect(left).toContain('sign-in-address:192.0.2.7')
  expect(left).not.toContain(`sign-in-name:${byName(ada)}`)
  for (const { id } of [ada, grace]) expect(left).not.toContain(`sign-in-account:${id}`)
  expect(await lockedOut()).toEqual([other.id])
})
