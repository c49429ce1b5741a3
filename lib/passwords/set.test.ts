import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { issueTicket } from '@/lib/access/tickets'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden, Invalid } from '@/lib/kernel/errors'
import { everyRight } from '@/lib/rights/rights'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { updateSettings } from '@/lib/settings/update'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody, testTime, uniqueName } from '@/testing/world'
import type { SetPassword } from './input'
import { replacePassword } from './replace'
import { setPassword } from './set'

const database = testDatabase()
const given = 'plum orbit candle fifty'
const chosen = 'violet kettle under snow'

const root = () => contextFor(database.db)
function visitor(now = testTime): Context {
  const ctx = contextFor(database.db, { type: 'visitor' }, now)
  return { ...ctx, request: { ...ctx.request, ip: uniqueName('ip') } }
}

async function reset(fields: Partial<SetPassword> = {}) {
  const user = await makeUser(root())
  const input = { userId: user.id, password: given, mustChange: true, endSessions: true, ...fields }
  await setPassword(root(), input)
  return user
}

const signIn = (username: string, password: string, ctx = visitor()) =>
  checkPassword(ctx, { identifier: username, password })

async function sessionOf(username: string, password: string): Promise<string> {
  const { ticket } = await signIn(username, password)
  const session = await openSession(visitor(), ticket)
  if (!session) throw new Error('no session was opened')
  return session.secret
}

const isAlive = async (secret: string) =>
  (await authenticateSession(database.db, secret, testTime)) !== undefined

test('who must change the password gets no session for it, only the choice of another one', async () => {
  const { username } = await reset()
  const { ticket, purpose } = await signIn(username, given)
  expect(purpose).toBe('new_password')
  expect(await openSession(visitor(), ticket)).toBeUndefined()
  const next = await replacePassword(visitor(), ticket, chosen)
  expect(await openSession(visitor(), next.ticket)).toBeDefined()
  expect((await signIn(username, chosen)).purpose).toBe('session')
})

test('the password given cannot be chosen again, and a weak one leaves the choice open', async () => {
  const { username } = await reset()
  const { ticket } = await signIn(username, given)
  await expect(replacePassword(visitor(), ticket, given)).rejects.toThrow(Invalid)
  await expect(replacePassword(visitor(), ticket, 'aaaaaaaaaaaa')).rejects.toThrow(Invalid)
  await replacePassword(visitor(), ticket, chosen)
})

test('a new password is chosen once, within ten minutes, and not by a ticket for a session', async () => {
  const { username } = await reset()
  const once = await signIn(username, given)
  const other = await signIn(username, given)
  const late = visitor(new Date(testTime.getTime() + 10 * 60_000))
  await expect(replacePassword(late, once.ticket, chosen)).rejects.toThrow(Conflict)
  const tries = await Promise.allSettled(
    [once, other, once].map(({ ticket }, n) => replacePassword(visitor(), ticket, `${chosen} ${n}`)),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const plain = await reset({ mustChange: false })
  const session = await signIn(plain.username, given)
  await expect(replacePassword(visitor(), session.ticket, chosen)).rejects.toThrow(Conflict)
})

test('a reset ends sessions when asked to, and every ticket made with the old password', async () => {
  const { id, username } = await reset({ mustChange: false })
  const secret = await sessionOf(username, given)
  const { ticket } = await signIn(username, given)
  const again = { userId: id, password: chosen, mustChange: false }
  await setPassword(root(), { ...again, endSessions: false })
  expect(await isAlive(secret)).toBe(true)
  expect(await openSession(visitor(), ticket)).toBeUndefined()
  await setPassword(root(), { ...again, endSessions: true })
  expect(await isAlive(secret)).toBe(false)
  await expect(signIn(username, given)).rejects.toThrow(Invalid)
})

test('a ticket made for the password of a moment ago is refused, though nothing was there to end when that changed', async () => {
  const { id } = await reset({ mustChange: false })
  for (const passwordHash of [null, 'what was stored when it was checked']) {
    const { ticket } = await issueTicket(visitor(), { id, passwordHash }, 'session')
    expect(await openSession(visitor(), ticket)).toBeUndefined()
    const other = await issueTicket(visitor(), { id, passwordHash }, 'new_password')
    await expect(replacePassword(visitor(), other.ticket, chosen)).rejects.toThrow(Conflict)
  }
})

test('the policy holds for passwords that administrators set, and its length can be changed', async () => {
  const user = await makeUser(root())
  const short = { userId: user.id, password: 'k7 moss owl', mustChange: false, endSessions: false }
  await expect(setPassword(root(), short)).rejects.toThrow(/at least 12/)
  await updateSettings(root(), 'passwords', { minLength: 8, setByAdministrators: true })
  await setPassword(root(), short)
  await updateSettings(root(), 'passwords', { minLength: 12, setByAdministrators: true })
})

test('the settings can forbid it to administrators, though not to the operator', async () => {
  const user = await makeUser(root())
  const input = { userId: user.id, password: given, mustChange: false, endSessions: false }
  await updateSettings(root(), 'passwords', { minLength: 12, setByAdministrators: false })
  const administrator = contextFor(database.db, await makeAdministrator(root()))
  await expect(setPassword(administrator, input)).rejects.toThrow(/settings forbid/)
  await setPassword(root(), input)
  await updateSettings(root(), 'passwords', { minLength: 12, setByAdministrators: true })
})

test('nobody without the permission sets a password, and nobody their own by this door', async () => {
  const user = await makeUser(root())
  const input = { userId: user.id, password: given, mustChange: false, endSessions: false }
  const self = contextFor(database.db, { ...somebody(user.id), rights: everyRight } as Context['actor'])
  await expect(setPassword(contextFor(database.db, somebody()), input)).rejects.toThrow(Forbidden)
  await expect(setPassword(self, input)).rejects.toThrow(Conflict)
  const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
  expect(row?.passwordHash).toBeNull()
})

test('the event of a reset says by whom and what ended, and holds no password', async () => {
  const { username } = await reset()
  const rows = await database.db.select().from(events).where(eq(events.name, 'user.password_set'))
  const event = rows.find(({ subjects }) => subjects[0]?.label === username)
  expect(event).toMatchObject({
    actorLabel: 'Operator at the command line',
    details: { mustChange: true, endedSessions: 0 },
  })
  expect(JSON.stringify(rows)).not.toContain(given)
})
