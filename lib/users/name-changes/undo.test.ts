import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, mails, nameChanges, recoveryFlows, sessions, signInTickets, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { createGrant } from '@/lib/grants/create'
import { claimMail, whyNotSend } from '@/lib/mail/claim'
import { openContent } from '@/lib/mail/content'
import { findFlow } from '@/lib/recovery/look-up'
import { startRecovery } from '@/lib/recovery/start'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { checkPassword } from '@/lib/sign-in/check-password'
import { deactivateUsers } from '@/lib/users/deactivate'
import { deleteUsers } from '@/lib/users/delete'
import { getUser } from '@/lib/users/get'
import { updateUser } from '@/lib/users/update'
import { newToken, oldPassword, personWithPassword, tokenOf, visitorAt } from '@/testing/recovery'
import { giveSession, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { findChange } from './look-up'
import { undoNameChange } from './undo'

const database = testDatabase()
const hours = (count: number) => new Date(testTime.getTime() + count * 60 * 60_000)
const root = (now = testTime) => contextFor(database.db, undefined, now)
const visitor = (now = testTime) => visitorAt(database.db, now)
const address = (prefix = 'mail') => `${uniqueName(prefix)}@example.org`

let changes = 0
/** A millisecond after the change before, so that mails are in order. */
const nextMoment = () => new Date(testTime.getTime() + ++changes)
const rename = (id: number, fields: { username?: string; email?: string | null }, now = nextMoment()) =>
  updateUser(root(now), { id, createFolder: false, ...fields })

async function mailsTo(recipient: string) {
  const rows = await database.db.select().from(mails).where(eq(mails.recipient, recipient))
  return rows
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ kind, createdAt, expiresAt, content }) => ({
      ...{
        kind,
        hours: (expiresAt.getTime() - createdAt.getTime()) / 3_600_000,
        text: openContent(content ?? '')?.text.replace(/\s+/g, ' ') ?? '',
      },
    }))
}

/** The token of the link in the latest mail to this address that holds one. */
async function tokenSentTo(recipient: string): Promise<string> {
  const links = (await mailsTo(recipient)).flatMap(({ text }) => text.match(/http\S+\/undo\/[\w-]+/g) ?? [])
  return tokenOf(links.at(-1) ?? 'none')
}

test('a changed address is told to the one of before, with a link good for 72 hours, and to the new one, without', async () => {
  const [before, after] = [address(), address()]
  const { id, username } = await makeUser(root(), { email: before })
  await rename(id, { email: after })
  const [old] = await mailsTo(before)
  expect(old).toMatchObject({ kind: 'names-changed', hours: 72 })
  expect(old?.text).toContain(`is no longer this one (${username})`)
  expect(old?.text).not.toContain(after)
  const [fresh, ...more] = await mailsTo(after)
  expect([fresh?.kind, more]).toEqual(['address-set', []])
  expect(fresh?.text).not.toContain('/undo/')
  const [stored] = await database.db.select().from(nameChanges).where(eq(nameChanges.userId, id))
  expect(JSON.stringify(stored)).not.toContain(await tokenSentTo(before))
})

test('a removed address and a changed username are told with a link as well; a first address is told to itself', async () => {
  const [before, only] = [address(), address()]
  const { id, username } = await makeUser(root(), { email: before })
  const next = uniqueName('renamed')
  await rename(id, { username: next })
  await rename(id, { email: null })
  await rename(id, { email: only })
  const told = await mailsTo(before)
  expect(told.map(({ text }) => /\/undo\/[\w-]{43}/.test(text))).toEqual([true, true])
  expect(told[0]?.text).toContain(`changed from ${username} to ${next}`)
  expect(told[1]?.text).toContain('was taken off your account')
  expect((await mailsTo(only)).map(({ kind }) => kind)).toEqual(['address-set'])
})

test('a change of anything else is told to nobody', async () => {
  const email = address()
  const { id, username } = await makeUser(root(), { email })
  await updateUser(root(), { id, username, email, name: 'Ada', createFolder: false })
  expect(await mailsTo(email)).toEqual([])
})

test('the link puts back exactly the address of before, and ends whatever is signed in or under way', async () => {
  const [before, after] = [address('Before'), address()]
  const { id, username } = await personWithPassword(database.db, { email: before, name: 'Ada' })
  await rename(id, { email: after })
  const session = await giveSession(root(), id)
  const flow = await startRecovery(visitor(), await newToken(database.db, id))
  await checkPassword(visitor(), { identifier: username, password: oldPassword })
  const { version } = await getUser(root(), id)

  await undoNameChange(visitor(nextMoment()), await tokenSentTo(before))
  expect(await getUser(root(), id)).toMatchObject({ username, email: before, version: version + 1 })
  const [row] = await database.db.select().from(users).where(eq(users.id, id))
  expect(row).toMatchObject({
    emailKey: before.toLowerCase(),
    search: expect.stringContaining(before.toLowerCase()),
  })
  expect(await authenticateSession(database.db, session, testTime)).toBeUndefined()
  expect((await findFlow(visitor(), flow))?.step ?? 'over').toBe('over')
  expect(await database.db.$count(recoveryFlows)).toBeLessThanOrEqual(1)
  expect(await database.db.$count(signInTickets, eq(signInTickets.userId, id))).toBe(0)
  expect(await database.db.$count(sessions, eq(sessions.userId, id))).toBe(1)
  const told = await mailsTo(after)
  expect(told.map(({ kind }) => kind)).toEqual(['address-set', 'change-undone'])
  expect(told.map(({ text }) => text).join()).not.toContain('/undo/')
  const [event] = await database.db.select().from(events).where(eq(events.name, 'user.change_undone'))
  expect(event).toMatchObject({
    actorType: 'visitor',
    changes: { email: { old: after, new: before } },
    details: { endedSessions: 1 },
  })
})

test('the link works once, for 72 hours, and looking it up uses nothing up', async () => {
  const [first, second] = [address(), address()]
  const { id } = await makeUser(root(), { email: first })
  await rename(id, { email: second }, testTime)
  const token = await tokenSentTo(first)
  for (let fetches = 0; fetches < 3; fetches++) {
    expect(await findChange(visitor(hours(71.9)), token)).toMatchObject({ state: 'open' })
  }
  expect(await findChange(visitor(hours(72)), token)).toMatchObject({ state: 'expired' })
  await expect(undoNameChange(visitor(hours(72)), token)).rejects.toThrow('no longer works')
  expect((await getUser(root(), id)).email).toBe(second)
  await undoNameChange(visitor(hours(71.9)), token)
  await rename(id, { email: second }, hours(71.9))
  expect(await findChange(visitor(hours(71.9)), token)).toMatchObject({ state: 'undone' })
  await expect(undoNameChange(visitor(hours(71.9)), token)).rejects.toThrow('no longer works')
  expect((await getUser(root(), id)).email).toBe(second)
})

test('of several changes the link of an earlier one ends those of the later, and one of a later leaves the earlier', async () => {
  const [a, b, c] = [address('a'), address('b'), address('c')]
  const { id } = await makeUser(root(), { email: a })
  await rename(id, { email: b })
  await rename(id, { email: c })
  const [ofA, ofB] = [await tokenSentTo(a), await tokenSentTo(b)]
  await undoNameChange(visitor(), ofB)
  expect((await getUser(root(), id)).email).toBe(b)
  await rename(id, { email: c })
  const again = await tokenSentTo(b)
  await undoNameChange(visitor(), ofA)
  expect((await getUser(root(), id)).email).toBe(a)
  expect(await findChange(visitor(), again)).toMatchObject({ state: 'ended' })
  await expect(undoNameChange(visitor(), again)).rejects.toThrow('no longer works')
})

test('a username is put back with its link, with the address where both were changed', async () => {
  const [before, after] = [address(), address()]
  const { id, username } = await makeUser(root(), { email: before })
  await rename(id, { username: uniqueName('both'), email: after })
  await undoNameChange(visitor(), await tokenSentTo(before))
  expect(await getUser(root(), id)).toMatchObject({ username, email: before })
  await rename(id, { username: uniqueName('alone') })
  await undoNameChange(visitor(), await tokenSentTo(before))
  expect(await getUser(root(), id)).toMatchObject({ username, email: before })
})

test.each([
  ['', (mine: string) => mine],
  [' in another case', (mine: string) => mine.toUpperCase()],
])(
  'whoever loses an address because it was put back by hand%s is told, and gets no link to take it again',
  async (_, typed) => {
    const [mine, theirs] = [address(), address()]
    const { id } = await makeUser(root(), { email: mine })
    await rename(id, { email: theirs })
    const token = await tokenSentTo(mine)
    await rename(id, { email: typed(mine) })
    expect(await findChange(visitor(), token)).toMatchObject({ state: 'ended' })
    expect((await mailsTo(theirs)).map(({ kind, text }) => [kind, text.includes('/undo/')])).toEqual([
      ['address-set', false],
      ['names-changed', false],
    ])
  },
)

test('an address that somebody else has by now is not put back, and its link says so', async () => {
  const before = address()
  const { id } = await makeUser(root(), { email: before })
  await rename(id, { email: null })
  const token = await tokenSentTo(before)
  const other = await makeUser(root(), { username: before.toUpperCase() })
  expect(await findChange(visitor(), token)).toMatchObject({ state: 'taken' })
  await expect(undoNameChange(visitor(), token)).rejects.toThrow('no longer works')
  expect((await getUser(root(), id)).email).toBeNull()
  await deleteUsers(root(), { selected: { ids: [other.id] } })
  await undoNameChange(visitor(), token)
  expect((await getUser(root(), id)).email).toBe(before)
})

test('an inactive user gets their address back and stays inactive; of a deleted one nothing is left', async () => {
  const [before, gone] = [address(), address()]
  const [one, two] = [await makeUser(root(), { email: before }), await makeUser(root(), { email: gone })]
  await rename(one.id, { email: address() })
  await rename(two.id, { email: address() })
  const tokens = [await tokenSentTo(before), await tokenSentTo(gone)]
  await makeAdministrator(root())
  await deactivateUsers(root(), { selected: { ids: [one.id] } })
  await undoNameChange(visitor(), tokens[0] ?? '')
  expect(await getUser(root(), one.id)).toMatchObject({ email: before, deactivatedAt: testTime })
  await deleteUsers(root(), { selected: { ids: [two.id] } })
  expect(await findChange(visitor(), tokens[1] ?? '')).toBeUndefined()
  for (const unknown of [tokens[1] ?? '', 'x'.repeat(43), '']) {
    await expect(undoNameChange(visitor(), unknown)).rejects.toThrow('no longer works')
  }
})

test('whoever is given rights is out of reach of links that went to an address a weaker administrator had set', async () => {
  const theirs = address('weaker')
  const { id } = await makeUser(root(), { email: theirs })
  await rename(id, { email: address() })
  const token = await tokenSentTo(theirs)
  const scope = { kind: 'everything' as const }
  await createGrant(root(), { holder: { userId: id }, given: { permission: 'settings.update' }, scope })
  expect(await findChange(visitor(), token)).toMatchObject({ state: 'ended' })
  await expect(undoNameChange(visitor(), token)).rejects.toThrow('no longer works')
})

test('a change without its event is undone by nobody: all or nothing', async () => {
  const [before, after] = [address(), address()]
  const { id } = await makeUser(root(), { email: before })
  await rename(id, { email: after })
  const session = await giveSession(root(), id)
  const token = await tokenSentTo(before)
  const broken = { ...visitor(), request: { id: 'x', ip: 'a\0b', userAgent: null } }
  await expect(undoNameChange(broken, token)).rejects.toThrow()
  expect((await getUser(root(), id)).email).toBe(after)
  expect(await authenticateSession(database.db, session, testTime)).toBeDefined()
  expect(await findChange(visitor(), token)).toMatchObject({ state: 'open' })
})

test('taking somebody out of service first does not keep the mail about their address from being sent', async () => {
  const before = address()
  const { id } = await makeUser(root(), { email: before })
  await makeAdministrator(root())
  await deactivateUsers(root(), { selected: { ids: [id] } })
  await rename(id, { email: address() }, testTime)
  const [mail] = await database.db.select().from(mails).where(eq(mails.recipient, before))
  const claimed = await claimMail(root(), mail?.id ?? '', 0)
  expect(claimed && (await whyNotSend(root(), claimed))).toBeUndefined()
  expect(claimed && (await whyNotSend(root(hours(72)), claimed))).toBe('Its time is over.')
  await undoNameChange(visitor(), await tokenSentTo(before))
  expect(claimed && (await whyNotSend(root(), claimed))).toBe('The link it carries has ended.')
})
