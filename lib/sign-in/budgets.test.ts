import { eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { eventSubjects, events, rateLimits, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { LimitReached } from '@/lib/kernel/errors'
import { addTo } from '@/lib/limits/counters'
import { lockoutsOf } from '@/lib/limits/lockouts'
import { sweepCounters } from '@/lib/limits/sweep'
import { setPassword } from '@/lib/passwords/set'
import { finishRecovery } from '@/lib/recovery/finish'
import { startRecovery } from '@/lib/recovery/start'
import { unlockUsers } from '@/lib/users/unlock'
import { newPassword, newToken, oldPassword, personWithPassword } from '@/testing/recovery'
import { contextFor, testTime, uniqueName } from '@/testing/world'
import { checkPassword } from './check-password'
import { knownDevice, rememberDevice } from './device'
import { budgetOfStrangers } from './guess'

const database = testDatabase()
const minute = 60_000
const at = (ms: number) => new Date(testTime.getTime() + ms)

function visitor(ip = uniqueName('ip'), now = testTime, deviceTokens?: string): Context {
  const ctx = contextFor(database.db, { type: 'visitor' }, now)
  return { ...ctx, request: { ...ctx.request, ip, deviceTokens } }
}

const person = () => personWithPassword(database.db, { email: `${uniqueName('ada')}@example.org` })

const signIn = (ctx: Context, identifier: string, password = oldPassword) =>
  checkPassword(ctx, { identifier, password })

/** What a stranger is told: the same words for the same kind of refusal. */
const answer = (ctx: Context, identifier: string, password = 'wrong') =>
  signIn(ctx, identifier, password).then(
    () => 'in',
    (error: unknown) => String(error),
  )

async function guessFrom(identifier: string, addresses: number) {
  for (let i = 0; i < addresses; i++) {
    const ip = uniqueName('ip')
    for (let tries = 0; tries < 5; tries++) await answer(visitor(ip), identifier)
  }
}

/** As after so many wrong passwords from this address, whatever the names. */
async function spendAddress(ip: string, points: number) {
  const [here] = budgetOfStrangers(visitor(ip), '', undefined).shared
  if (here) await addTo(visitor(ip), [here], { points, held: 0 })
}

async function emailOf(id: number) {
  const [row] = await database.db.select({ email: users.email }).from(users).where(eq(users.id, id))
  return row?.email ?? ''
}

test('whatever strangers guess from six addresses, a device that signed in before signs in at once, and others a quarter of an hour later', async () => {
  const [ada, mallory] = [await person(), await person()]
  const device = rememberDevice(visitor(), ada.id)
  await guessFrom(ada.username, 6)
  await expect(signIn(visitor(), ada.username)).rejects.toThrow(LimitReached)
  expect(await signIn(visitor(undefined, testTime, device), ada.username)).toMatchObject({
    purpose: 'session',
  })
  const theirs = rememberDevice(visitor(), mallory.id)
  const made = [theirs, `${device.slice(0, -2)}xx`, 'x.y.z', '']
  for (const tokens of made)
    await expect(signIn(visitor(undefined, testTime, tokens), ada.username)).rejects.toThrow(LimitReached)
  expect(await signIn(visitor(undefined, at(15 * minute)), ada.username)).toMatchObject({
    purpose: 'session',
  })
})

test('a device that signed in before is refused nothing because of its address', async () => {
  const ada = await person()
  const ip = uniqueName('ip')
  await spendAddress(ip, 60)
  await expect(signIn(visitor(ip), ada.username)).rejects.toThrow(LimitReached)
  const device = rememberDevice(visitor(), ada.id)
  expect(await signIn(visitor(ip, testTime, device), ada.username)).toMatchObject({ purpose: 'session' })
})

test('a device has ten wrong passwords of its own, which cost strangers and other devices nothing', async () => {
  const ada = await person()
  const [device, other] = [rememberDevice(visitor(), ada.id), rememberDevice(visitor(), ada.id)]
  for (let tries = 0; tries < 10; tries++)
    expect(await answer(visitor(undefined, testTime, device), ada.username)).toMatch(/^Invalid/)
  expect(await answer(visitor(undefined, testTime, device), ada.username, oldPassword)).toMatch(
    /^LimitReached/,
  )
  expect(await lockoutsOf(contextFor(database.db), ada.id)).toMatchObject([{ from: 'a known device' }])
  expect(await answer(visitor(undefined, testTime, other), ada.username, oldPassword)).toBe('in')
  expect(await answer(visitor(), ada.username, oldPassword)).toBe('in')
})

test('a browser on which several people sign in is known to each of the last five', async () => {
  const people = [1, 2, 3, 4, 5, 6].map((id) => ({ id, devicesForgottenAt: null }))
  let tokens = ''
  for (const { id } of people) tokens = rememberDevice(visitor(undefined, testTime, tokens), id)
  const ctx = visitor(undefined, testTime, tokens)
  expect(people.map((each) => knownDevice(ctx, each) !== undefined)).toEqual([
    ...[false, true, true, true, true, true],
  ])
})

test('username and address are one account: what was tried with one is spent for the other, here and everywhere', async () => {
  const ada = await person()
  const email = await emailOf(ada.id)
  const ip = uniqueName('ip')
  for (let tries = 0; tries < 5; tries++) await answer(visitor(ip), ada.username)
  expect(await answer(visitor(ip), email, oldPassword)).toMatch(/^Invalid/)
  await guessFrom(ada.username, 2)
  expect(await answer(visitor(), email, oldPassword)).toBe('in')
  await guessFrom(ada.username, 1)
  expect(await answer(visitor(), email, oldPassword)).toMatch(/^Invalid/)
  expect(await lockoutsOf(contextFor(database.db), ada.id)).toMatchObject([{ from: 'everywhere' }])
  const reasons = await database.db
    .select({ details: events.details })
    .from(events)
    .innerJoin(eventSubjects, eq(eventSubjects.eventId, events.id))
    .where(eq(eventSubjects.subjectId, String(ada.id)))
  expect(reasons.filter(({ details }) => details?.reason === 'too many attempts')).toHaveLength(2)
})

test('two names of one account answer a stranger as two that nobody has, try by try, from one address and from many', async () => {
  const [ada, inactive] = [await person(), await person()]
  await database.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, inactive.id))
  const pairs = [
    [ada.username, await emailOf(ada.id)],
    [inactive.username, await emailOf(inactive.id)],
    [uniqueName('nobody'), `${uniqueName('nobody')}@example.org`],
  ]
  const told = []
  for (const [first = '', second = ''] of pairs) {
    const [here, there] = [uniqueName('ip'), uniqueName('ip')]
    const tries = [
      ...Array(6).fill([here, first]),
      ...Array(6).fill([here, second]),
      ...Array(3).fill([there, second]),
    ]
    const answers = []
    for (const [ip, name] of tries) answers.push(await answer(visitor(ip), name))
    await guessFrom(first, 3)
    for (const name of [first, second]) answers.push(await answer(visitor(), name))
    told.push(answers)
  }
  expect(told[0]?.filter((each) => each.startsWith('LimitReached'))).toHaveLength(3)
  expect([told[1], told[2]]).toEqual([told[0], told[0]])
})

test('an address is held up as soon by names that people have as by names that nobody has', async () => {
  const ada = await person()
  const spent = []
  for (const name of [ada.username, uniqueName('nobody')]) {
    const ip = uniqueName('ip')
    await spendAddress(ip, 57)
    const answers = []
    for (const tried of [name, name, name, uniqueName('another')])
      answers.push(await answer(visitor(ip), tried))
    spent.push(answers)
  }
  expect(spent[0]?.map((each) => each.split(':')[0])).toEqual([
    'Invalid',
    'Invalid',
    'Invalid',
    'LimitReached',
  ])
  expect(spent[1]).toEqual(spent[0])
})

test('the sixty-first right password from one address is right, and one of them after slips takes what they cost off again', async () => {
  const ip = uniqueName('ip')
  const [ada, grace] = [await person(), await person()]
  for (let tries = 0; tries < 61; tries++)
    expect(await answer(visitor(ip), ada.username, oldPassword)).toBe('in')
  const costOfAddress = async () => {
    const key = `sign-in-address:${ip}`
    const [row] = await database.db.select().from(rateLimits).where(eq(rateLimits.key, key))
    return [row?.points, row?.held]
  }
  expect(await costOfAddress()).toEqual([0, 0])
  for (const name of [grace.username, await emailOf(grace.id), grace.username, uniqueName('nobody')])
    await answer(visitor(ip), name)
  expect(await costOfAddress()).toEqual([4, 0])
  expect(await answer(visitor(ip), grace.username, oldPassword)).toBe('in')
  expect(await costOfAddress()).toEqual([1, 0])
})

test.each<[string, (userId: number) => Promise<string>]>([
  [
    'a used recovery link',
    async (userId) => {
      const secret = await startRecovery(visitor(), await newToken(database.db, userId))
      await finishRecovery(visitor(), secret, newPassword)
      return newPassword
    },
  ],
  [
    'a password set by an administrator',
    async (userId) => {
      const password = newPassword
      await setPassword(contextFor(database.db), { userId, password, mustChange: false, endSessions: false })
      return newPassword
    },
  ],
  [
    'an unlocking',
    async (userId) => {
      await unlockUsers(contextFor(database.db), { selected: { ids: [userId] } })
      return oldPassword
    },
  ],
])('%s lets the owner in at once, wherever they are', async (_what, lift) => {
  const ada = await person()
  const ip = uniqueName('ip')
  for (let tries = 0; tries < 5; tries++) await answer(visitor(ip), ada.username)
  await guessFrom(ada.username, 5)
  expect(await answer(visitor(), ada.username, oldPassword)).toMatch(/^LimitReached/)
  const password = await lift(ada.id)
  expect(await lockoutsOf(contextFor(database.db), ada.id)).toEqual([])
  expect(await answer(visitor(ip), ada.username, password)).toBe('in')
  expect(await answer(visitor(), await emailOf(ada.id), password)).toBe('in')
})

test('a try whose process died holds its place for half a minute', async () => {
  const nobody = uniqueName('nobody')
  const ip = uniqueName('ip')
  const { shown } = budgetOfStrangers(visitor(ip), nobody, undefined)
  for (let died = 0; died < 5; died++) await addTo(visitor(ip), shown, { points: 0, held: 1 })
  expect(await answer(visitor(ip, at(30_000)), nobody)).toMatch(/^Invalid/)
})

test('counters whose time is over are cleared away, and the others stay', async () => {
  await database.db.delete(rateLimits)
  await answer(visitor(), uniqueName('nobody'))
  await answer(visitor('192.0.2.77', at(5 * minute)), uniqueName('nobody'))
  expect(await sweepCounters(visitor(undefined, at(15 * minute)))).toBe(false)
  const left = await database.db
    .select({ key: rateLimits.key })
    .from(rateLimits)
    .where(like(rateLimits.key, 'sign-in-address:%'))
  expect(left).toEqual([{ key: 'sign-in-address:192.0.2.77' }])
})
