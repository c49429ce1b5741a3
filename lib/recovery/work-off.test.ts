import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { events, mails, recoveryLinks, recoveryRequests, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, LimitReached } from '@/lib/kernel/errors'
import { localContext } from '@/lib/kernel/local-context'
import { recoveryMessage } from '@/lib/mail/messages/recovery'
import { checkPassword } from '@/lib/sign-in/check-password'
import { updateUser } from '@/lib/users/update'
import {
  askForToken,
  mailedToken,
  newPassword,
  newToken,
  oldPassword,
  personWithPassword,
  visitorAt,
} from '@/testing/recovery'
import { testTime, uniqueName } from '@/testing/world'
import { revokeRecoveryLink } from './change-link'
import { finishRecovery } from './finish'
import { findLink } from './look-up'
import { requestRecovery } from './request'
import { startRecovery } from './start'
import { getRecoveryLinkStatus, recoveryLinksToShow } from './status'
import { workOffRecoveryRequest } from './work-off'

vi.mock('@/lib/mail/messages/recovery', async (load) => {
  const real = await load<typeof import('@/lib/mail/messages/recovery')>()
  return { recoveryMessage: vi.fn(real.recoveryMessage) }
})

const database = testDatabase()
const background = (now = testTime) => localContext(database.db, { type: 'system' }, now)
const person = (fields = {}) =>
  personWithPassword(database.db, { email: `${uniqueName('p')}@example.org`, ...fields })

beforeEach(() => {
  vi.mocked(recoveryMessage).mockClear()
})

async function ask(identifier: string, now = testTime) {
  const ctx = visitorAt(database.db, now)
  await requestRecovery(ctx, { identifier })
  return ctx.request.ip
}

async function workOffAll(now = testTime) {
  while (await workOffRecoveryRequest(background(now)));
}

const mailsOf = (id: number) => database.db.select().from(mails).where(eq(mails.userId, id))

test('an active user with an address gets a link by mail, asked for by name or address in any case', async () => {
  const email = `${uniqueName('Straße')}@example.org`
  const { id, username } = await person({ email })
  for (const [count, identifier] of [username, email.toUpperCase()].entries()) {
    await ask(identifier)
    await workOffAll()
    expect(await mailsOf(id)).toHaveLength(count + 1)
  }
  const [mail] = await mailsOf(id)
  expect(mail).toMatchObject({ kind: 'recovery', recipient: email, status: 'queued' })
  const links = await database.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, id))
  expect(links.map(({ createdBy }) => createdBy)).toEqual(['Forgot password?', 'Forgot password?'])
})

test('nobody else gets a link, though each costs one message rendered and one event', async () => {
  const without = await person({ email: null })
  const inactive = await person({ isActive: false })
  const [outgrown, often] = [await person(), await person()]
  await database.db.update(users).set({ emailOutgrown: true }).where(eq(users.id, outgrown.id))
  for (let n = 0; n < 3; n++) await askForToken(database.db, often)
  const unknown = uniqueName('nobody')
  const outcomes = []
  for (const identifier of [
    ...[(await person()).username, without.username, inactive.username],
    ...[outgrown.username, often.username, unknown],
  ]) {
    vi.mocked(recoveryMessage).mockClear()
    const ip = await ask(identifier)
    await workOffAll()
    expect(recoveryMessage).toHaveBeenCalledTimes(1)
    const written = await database.db
      .select()
      .from(events)
      .where(eq(events.ip, ip ?? ''))
    const [event] = written.filter(({ name }) => name === 'user.recovery_requested')
    outcomes.push(event?.details.outcome)
    expect(event?.actorType).toBe('visitor')
  }
  expect(outcomes).toEqual([
    ...['link sent', 'no e-mail address', 'inactive account'],
    ...['address set by somebody with fewer rights', 'mailed often enough', 'unknown account'],
  ])
  expect(await mailsOf(without.id)).toEqual([])
  expect(await mailsOf(inactive.id)).toEqual([])
})

test('what was asked for is kept sealed, and gone once worked off; an unknown name is nowhere', async () => {
  const secret = 'a password in the wrong field'
  await ask(secret)
  const [row] = await database.db.select().from(recoveryRequests)
  expect(JSON.stringify(row)).not.toContain(secret)
  await workOffAll()
  expect(await database.db.select().from(recoveryRequests)).toEqual([])
  expect(JSON.stringify(await database.db.select().from(events))).not.toContain(secret)
})

test('a request is worked off once, though several processes see it', async () => {
  const { id, username } = await person()
  await ask(username)
  await Promise.all(Array.from({ length: 5 }, () => workOffRecoveryRequest(background())))
  expect(await mailsOf(id)).toHaveLength(1)
})

test('a request older than an hour, or sealed with another key, is dropped and holds up nothing', async () => {
  const late = await person()
  await ask(late.username)
  await workOffAll(new Date(testTime.getTime() + 60 * 60_000 + 1))
  expect(await mailsOf(late.id)).toEqual([])
  const { id, username } = await person()
  await database.db
    .insert(recoveryRequests)
    .values({ id: '01900000-0000-7000-8000-000000000000', identifier: 'AAAA', requestedAt: testTime })
  await ask(username)
  await workOffAll()
  expect(await mailsOf(id)).toHaveLength(1)
})

const minutesLater = (minutes: number) => new Date(testTime.getTime() + minutes * 60_000)
const stateAt = async (token: string, now = testTime) =>
  (await findLink(visitorAt(database.db, now), token))?.state

test('a new request ends the link asked for before it, and none that was given', async () => {
  const user = await person()
  const given = await newToken(database.db, user.id)
  const [first, second] = [await askForToken(database.db, user), await askForToken(database.db, user)]
  expect(await Promise.all([given, first, second].map((token) => stateAt(token)))).toEqual([
    ...['open', 'replaced', 'open'],
  ])
  const newer = await newToken(database.db, user.id)
  expect(await Promise.all([given, newer, second].map((token) => stateAt(token)))).toEqual([
    ...['replaced', 'open', 'open'],
  ])
  expect(
    (await recoveryLinksToShow(operator(), user.id)).map(({ kind, state }) => [kind, state]).sort(),
  ).toEqual([
    ['asked', 'open'],
    ['given', 'open'],
  ])
})

const start = (token: string) => startRecovery(visitorAt(database.db), token)
const finish = (flow: string, now = testTime) =>
  finishRecovery(visitorAt(database.db, now), flow, newPassword)
const operator = () => localContext(database.db, { type: 'operator' }, testTime)

test('who asks for a newer link keeps nobody from the end of what they began', async () => {
  const user = await person()
  const begun = await start(await askForToken(database.db, user))
  const newer = await askForToken(database.db, user)
  await expect(finish(begun, minutesLater(15))).rejects.toThrow(Conflict)
  await finish(begun)
  expect(await stateAt(newer)).toBe('revoked')
})

const endings: Record<string, (id: number, newer: string) => Promise<unknown>> = {
  'the newer one is used': async (_, newer) => finish(await start(newer)),
  'the newer one is revoked': async (userId) => {
    const link = await getRecoveryLinkStatus(operator(), userId, 'asked')
    await revokeRecoveryLink(operator(), { userId, linkId: link?.id ?? '' })
  },
  'the user is deactivated, and activated again': async (id) => {
    for (const isActive of [false, true]) await updateUser(operator(), { id, isActive, createFolder: false })
  },
}

test.each(Object.entries(endings))(
  'what was begun with a link that a newer one replaced ends when %s',
  async (_, end) => {
    const user = await person()
    const begun = await start(await askForToken(database.db, user))
    await end(user.id, await askForToken(database.db, user))
    await expect(finish(begun)).rejects.toThrow(Conflict)
  },
)

test('asking is throttled by name and address, known or not, for whoever asks and for nobody else', async () => {
  for (const identifier of [(await person()).username, uniqueName('nobody')]) {
    const ctx = visitorAt(database.db)
    for (let n = 0; n < 5; n++) await requestRecovery(ctx, { identifier })
    await expect(requestRecovery(ctx, { identifier: identifier.toUpperCase() })).rejects.toThrow(LimitReached)
  }
  const { id, username } = await person()
  for (let n = 0; n < 30; n++) await ask(username)
  await ask(username)
  await workOffAll()
  expect(await stateAt(await mailedToken(database.db, id, 'asked'))).toBe('open')
  await checkPassword(visitorAt(database.db), { identifier: username, password: oldPassword })
})

test('one address cannot ask for everybody', async () => {
  const ctx = visitorAt(database.db)
  for (let n = 0; n < 30; n++) await requestRecovery(ctx, { identifier: uniqueName('n') })
  await expect(requestRecovery(ctx, { identifier: uniqueName('n') })).rejects.toThrow(LimitReached)
})
