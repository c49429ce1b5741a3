import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { events, mails, recoveryLinks, recoveryRequests } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { LimitReached } from '@/lib/errors'
import { recoveryMessage } from '@/lib/mail/messages/recovery'
import { localContext } from '@/lib/operator/context'
import { checkPassword } from '@/lib/sign-in/check-password'
import { testTime, uniqueName } from '@/lib/testing'
import { requestRecovery } from './request'
import { getRecoveryLinkStatus } from './status'
import { newToken, oldPassword, personWithPassword, visitorAt } from './testing'
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
  const unknown = uniqueName('nobody')
  const outcomes = []
  for (const identifier of [(await person()).username, without.username, inactive.username, unknown]) {
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
  expect(outcomes).toEqual(['link sent', 'no e-mail address', 'inactive account', 'unknown account'])
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

test('a new request ends the link before it', async () => {
  const { id, username } = await person()
  await newToken(database.db, id)
  await ask(username)
  await workOffAll()
  const links = await database.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, id))
  expect(links.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1)
  const root = localContext(database.db, { type: 'operator' }, testTime)
  expect(await getRecoveryLinkStatus(root, id)).toMatchObject({
    state: 'open',
    createdBy: 'Forgot password?',
  })
})

test('asking is throttled by name and address, known or not, and never locks anybody out of signing in', async () => {
  for (const identifier of [(await person()).username, uniqueName('nobody')]) {
    const ctx = visitorAt(database.db)
    for (let n = 0; n < 5; n++) await requestRecovery(ctx, { identifier })
    await expect(requestRecovery(ctx, { identifier: identifier.toUpperCase() })).rejects.toThrow(LimitReached)
  }
  const { username } = await person()
  for (let n = 0; n < 10; n++) await ask(username)
  await expect(ask(username)).rejects.toThrow(LimitReached)
  await checkPassword(visitorAt(database.db), { identifier: username, password: oldPassword })
})

test('one address cannot ask for everybody', async () => {
  const ctx = visitorAt(database.db)
  for (let n = 0; n < 30; n++) await requestRecovery(ctx, { identifier: uniqueName('n') })
  await expect(requestRecovery(ctx, { identifier: uniqueName('n') })).rejects.toThrow(LimitReached)
})
