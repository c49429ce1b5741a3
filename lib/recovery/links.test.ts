import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, recoveryLinks, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, Forbidden, NotFound } from '@/lib/kernel/errors'
import { newToken, tokenOf, visitorAt } from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { extendRecoveryLink, revokeRecoveryLink } from './change-link'
import { createRecoveryLink, mayViewLink } from './create-link'
import { CreateRecoveryLink } from './input'
import { countFetch, findFlow, findLink } from './look-up'
import { drawLink, placeLink } from './new-link'
import { startRecovery } from './start'
import { getRecoveryLinkStatus } from './status'

const database = testDatabase({ alsoEmbedded: true })
const root = (now = testTime) => contextFor(database.db, undefined, now)
const at = (minutes: number) => new Date(testTime.getTime() + minutes * 60_000)
const day = 24 * 60

async function linked(lifetimeMinutes = day) {
  const user = await makeUser(root())
  const token = await newToken(database.db, user.id, testTime, lifetimeMinutes)
  const status = await getRecoveryLinkStatus(root(), user.id, 'given')
  return { ...user, token, linkId: status?.id ?? '' }
}

const stateAt = async (token: string, minutes = 0) =>
  (await findLink(visitorAt(database.db, at(minutes)), token))?.state

test('a link holds 256 random bits, is shown once, and is stored only as a hash', async () => {
  const { id } = await makeUser(root())
  const { url, expiresAt } = await createRecoveryLink(root(), { userId: id, lifetimeMinutes: day })
  expect(url).toMatch(/^http:\/\/localhost:3000\/recovery\/[\w-]{43}$/)
  expect(expiresAt).toEqual(at(day))
  const kept = [
    await database.db.select().from(recoveryLinks),
    await database.db.select().from(events),
    await getRecoveryLinkStatus(root(), id, 'given'),
  ]
  expect(JSON.stringify(kept)).not.toContain(tokenOf(url))
})

test('a link expires to the millisecond, with no job running', async () => {
  const { token } = await linked(30)
  const just = (ms: number) => visitorAt(database.db, new Date(at(30).getTime() + ms))
  expect((await findLink(just(-1), token))?.state).toBe('open')
  expect((await findLink(just(0), token))?.state).toBe('expired')
  await expect(startRecovery(just(0), token)).rejects.toThrow(Conflict)
})

test.each([29, 7 * day + 1, 30.5])('a lifetime of %d minutes is refused', (lifetimeMinutes) => {
  expect(CreateRecoveryLink.safeParse({ userId: 1, lifetimeMinutes }).success).toBe(false)
})

test('a lifetime is a day unless another is chosen', () => {
  expect(CreateRecoveryLink.parse({ userId: 1 })).toEqual({ userId: 1, lifetimeMinutes: day })
})

test('a newer link ends the older one, and of ten made at once one stands', async () => {
  const { id, token } = await linked()
  const made = await Promise.all(Array.from({ length: 10 }, () => newToken(database.db, id)))
  const states = await Promise.all([token, ...made].map((each) => stateAt(each)))
  expect(states.filter((state) => state === 'open')).toHaveLength(1)
  expect(states.filter((state) => state === 'replaced')).toHaveLength(10)
})

test('nobody makes a link for an inactive or unknown user', async () => {
  const { id } = await makeUser(root(), { isActive: false })
  const make = (userId: number) => createRecoveryLink(root(), { userId, lifetimeMinutes: day })
  await expect(make(id)).rejects.toThrow(/is inactive/)
  await expect(make(2_000_000_000)).rejects.toThrow(NotFound)
})

test('nobody makes a link of their own account, by session or by token, and others do', async () => {
  const { userId, ...admin } = await makeAdministrator(root())
  const token = { ...admin, type: 'apiToken', userId, tokenId: '' } as const
  const input = { userId, lifetimeMinutes: day }
  for (const actor of [{ ...admin, userId }, token]) {
    const ctx = contextFor(database.db, actor)
    expect(await mayViewLink(ctx, userId)).toBe(false)
    await expect(createRecoveryLink(ctx, input)).rejects.toThrow(/own password under My account/)
  }
  expect(await getRecoveryLinkStatus(root(), userId, 'given')).toBeUndefined()
  const other = contextFor(database.db, await makeAdministrator(root()))
  expect(await mayViewLink(other, userId)).toBe(true)
  for (const ctx of [other, root()]) await createRecoveryLink(ctx, input)
})

test('the link of a user who was deactivated is as good as revoked, even if that was forgotten', async () => {
  const { id, token } = await linked()
  await database.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, id))
  expect(await stateAt(token)).toBe('revoked')
  await expect(startRecovery(visitorAt(database.db), token)).rejects.toThrow(Conflict)
})

test('a revoked link no longer works, and cannot be revoked or extended again', async () => {
  const { id, token, linkId } = await linked()
  await revokeRecoveryLink(root(), { userId: id, linkId })
  expect(await stateAt(token)).toBe('revoked')
  await expect(revokeRecoveryLink(root(), { userId: id, linkId })).rejects.toThrow(Conflict)
  const longer = { userId: id, linkId, lifetimeMinutes: day }
  await expect(extendRecoveryLink(root(), longer)).rejects.toThrow(Conflict)
})

test('an extended link works longer, counted from now, and never beyond seven days from when it was made', async () => {
  const { id, token, linkId } = await linked(30)
  const extend = (now: Date, lifetimeMinutes: number) =>
    extendRecoveryLink(root(now), { userId: id, linkId, lifetimeMinutes })
  expect(await extend(at(20), day)).toEqual({ expiresAt: at(20 + day) })
  expect(await extend(at(20), 7 * day)).toEqual({ expiresAt: at(7 * day) })
  await expect(extend(at(6 * day), 7 * day)).rejects.toThrow(/works until 7 days after it was made/)
  expect(await stateAt(token, 7 * day - 1)).toBe('open')
  expect(await stateAt(token, 7 * day)).toBe('expired')
  const beyond = { expiresAt: new Date(at(7 * day).getTime() + 1) }
  const kept = database.db.update(recoveryLinks).set(beyond).where(eq(recoveryLinks.id, linkId))
  await expect(kept).rejects.toMatchObject({ cause: { constraint: 'recovery_links_lifetime' } })
})

test('an expired link is not brought back', async () => {
  const { id, token, linkId } = await linked(30)
  const longer = { userId: id, linkId, lifetimeMinutes: day }
  await expect(extendRecoveryLink(root(at(30)), longer)).rejects.toThrow(Conflict)
  expect(await stateAt(token, 30)).toBe('expired')
})

test('a link is revoked and extended only under the user it belongs to', async () => {
  const { token, linkId } = await linked()
  const other = await makeUser(root())
  await expect(revokeRecoveryLink(root(), { userId: other.id, linkId })).rejects.toThrow(Conflict)
  expect(await stateAt(token)).toBe('open')
})

/** Makes a link that the user asked for, and begins with it. */
async function asked(userId: number) {
  const link = drawLink(root(), 60)
  await placeLink(root(), link, { userId, kind: 'asked', createdBy: 'a test' })
  return { ...link, flow: await startRecovery(visitorAt(database.db), link.token) }
}

test('a change of a link changes no other, and its end ends what was begun with one that was replaced', async () => {
  const [ada, grace] = [await linked(), await linked()]
  const [replaced, standing] = [await asked(ada.id), await asked(ada.id)]
  const others = async () => {
    const links = [standing.token, grace.token].map((token) => stateAt(token, 59))
    return Promise.all([...links, stateAt(standing.token, 60), stateAt(grace.token, day)])
  }
  const stepOf = async ({ flow }: { flow: string }) => (await findFlow(visitorAt(database.db), flow))?.step
  await extendRecoveryLink(root(), { userId: ada.id, linkId: ada.linkId, lifetimeMinutes: 2 * day })
  expect(await others()).toEqual(['open', 'open', 'expired', 'expired'])
  expect([await stepOf(replaced), await stepOf(standing)]).toEqual(['password', 'password'])
  await revokeRecoveryLink(root(), { userId: ada.id, linkId: ada.linkId })
  expect(await others()).toEqual(['open', 'open', 'expired', 'expired'])
  expect([await stepOf(replaced), await stepOf(standing)]).toEqual([undefined, 'password'])
})

test('without the permission nobody makes, sees, extends or revokes links', async () => {
  const { id, linkId, token } = await linked()
  const ctx = contextFor(database.db, somebody())
  const input = { userId: id, lifetimeMinutes: day }
  const refused = [
    () => createRecoveryLink(ctx, input),
    () => getRecoveryLinkStatus(ctx, id, 'given'),
    () => revokeRecoveryLink(ctx, { userId: id, linkId }),
    () => extendRecoveryLink(ctx, { ...input, linkId }),
  ]
  for (const each of refused) await expect(each()).rejects.toThrow(Forbidden)
  expect(await stateAt(token)).toBe('open')
})

test('two hundred fetches are counted and use nothing up', async () => {
  const { id, token } = await linked()
  for (let n = 0; n < 200; n++) await countFetch(visitorAt(database.db, at(1)), token)
  await countFetch(visitorAt(database.db), 'unknown')
  expect(await getRecoveryLinkStatus(root(), id, 'given')).toMatchObject({
    ...{ state: 'open', fetches: 200, lastFetchedAt: at(1), openedAt: null },
  })
  await expect(startRecovery(visitorAt(database.db), token)).resolves.toHaveLength(43)
})

test('the status says by whom and when the link was made and first opened by a person', async () => {
  const { id, token } = await linked()
  await startRecovery(visitorAt(database.db, at(5)), token)
  await startRecovery(visitorAt(database.db, at(9)), token)
  expect(await getRecoveryLinkStatus(root(), id, 'given')).toMatchObject({
    ...{
      state: 'open',
      createdBy: 'Operator at the command line',
      createdAt: testTime,
      openedAt: at(5),
      usedAt: null,
    },
  })
})

test('every change of a link is an event about its user', async () => {
  const { id, token, linkId } = await linked()
  for (let times = 0; times < 2; times++) await startRecovery(visitorAt(database.db), token)
  await extendRecoveryLink(root(), { userId: id, linkId, lifetimeMinutes: day })
  await revokeRecoveryLink(root(), { userId: id, linkId })
  const rows = await database.db.select().from(events)
  const about = rows.filter(({ details }) => details.linkId === linkId)
  expect(about.map(({ name, actorLabel }) => [name, actorLabel]).sort()).toEqual([
    ['recovery_link.created', 'Operator at the command line'],
    ['recovery_link.extended', 'Operator at the command line'],
    ['recovery_link.opened', 'Somebody not signed in'],
    ['recovery_link.revoked', 'Operator at the command line'],
  ])
  expect(about.every(({ subjects }) => subjects[0]?.id === String(id))).toBe(true)
})
