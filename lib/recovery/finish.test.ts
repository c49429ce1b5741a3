import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, mails, recoveryFlows, recoveryLinks, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { setPassword } from '@/lib/passwords/set'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { newPassword, newToken, oldPassword, personWithPassword, visitorAt } from '@/testing/recovery'
import { contextFor, testTime } from '@/testing/world'
import { finishRecovery } from './finish'
import { findLink } from './look-up'
import { startRecovery } from './start'

const database = testDatabase({ alsoEmbedded: true })
const visitor = (now = testTime) => visitorAt(database.db, now)
const signIn = (identifier: string, password: string) => checkPassword(visitor(), { identifier, password })

async function recovering(fields: { email?: string } = {}) {
  const user = await personWithPassword(database.db, fields)
  const token = await newToken(database.db, user.id)
  return { ...user, token, flow: await startRecovery(visitor(), token) }
}

test('token, Continue, password: the new password signs in, the old one and old sessions do not', async () => {
  const user = await personWithPassword(database.db)
  const { ticket } = await signIn(user.username, oldPassword)
  const { secret } = (await openSession(visitor(), ticket)) ?? { secret: '' }
  const begun = await signIn(user.username, oldPassword)
  const flow = await startRecovery(visitor(), await newToken(database.db, user.id))
  await finishRecovery(visitor(), flow, newPassword)
  await expect(signIn(user.username, oldPassword)).rejects.toThrow(Invalid)
  expect((await signIn(user.username, newPassword)).purpose).toBe('session')
  expect(await authenticateSession(database.db, secret, testTime)).toBeUndefined()
  expect(await openSession(visitor(), begun.ticket)).toBeUndefined()
})

test('a recovery opens no session', async () => {
  const { id, flow } = await recovering()
  await finishRecovery(visitor(), flow, newPassword)
  expect(await database.db.select().from(sessions).where(eq(sessions.userId, id))).toEqual([])
})

test('of twenty who finish at once, with one flow or with one each, one succeeds', async () => {
  const one = await recovering()
  const many = await recovering()
  const flows = await Promise.all(Array.from({ length: 20 }, () => startRecovery(visitor(), many.token)))
  for (const secrets of [Array<string>(20).fill(one.flow), flows]) {
    const tries = await Promise.allSettled(
      secrets.map((secret, n) => finishRecovery(visitor(), secret, `${newPassword} ${n}`)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of tries) {
      if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Conflict)
    }
  }
  expect(await findLink(visitor(), many.token)).toMatchObject({ state: 'used' })
})

test('a password the policy refuses uses nothing up', async () => {
  const { flow, username } = await recovering()
  for (const weak of ['', 'short', 'password12345', `${username} and more`]) {
    await expect(finishRecovery(visitor(), flow, weak)).rejects.toThrow(Invalid)
  }
  await finishRecovery(visitor(), flow, newPassword)
})

test('a flow ends after fifteen minutes, the link stays for another', async () => {
  const { flow, token } = await recovering()
  const late = visitor(new Date(testTime.getTime() + 15 * 60_000))
  await expect(finishRecovery(late, flow, newPassword)).rejects.toThrow(Conflict)
  await finishRecovery(late, await startRecovery(late, token), newPassword)
})

test('somebody deactivated on the way gets no new password, even if their link was forgotten', async () => {
  const { id, flow } = await recovering()
  await database.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, id))
  await expect(finishRecovery(visitor(), flow, newPassword)).rejects.toThrow(Conflict)
})

test('who must change a password has done so by recovering', async () => {
  const user = await personWithPassword(database.db)
  await setPassword(contextFor(database.db), {
    ...{ userId: user.id, password: 'lantern gravel tuba seven', mustChange: true, endSessions: true },
  })
  const flow = await startRecovery(visitor(), await newToken(database.db, user.id))
  await finishRecovery(visitor(), flow, newPassword)
  const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
  expect(row).toMatchObject({ mustChangePassword: false, passwordChangedAt: testTime })
})

test('a password set in another way ends the link and the flow begun with it', async () => {
  const { id, flow, token } = await recovering()
  await setPassword(contextFor(database.db), {
    ...{ userId: id, password: 'lantern gravel tuba seven', mustChange: false, endSessions: false },
  })
  await expect(finishRecovery(visitor(), flow, newPassword)).rejects.toThrow(Conflict)
  expect(await findLink(visitor(), token)).toMatchObject({ state: 'revoked' })
})

test('the person is told by mail, at the address of the account, and the log knows', async () => {
  const { id, flow, username } = await recovering({ email: 'ada@example.org' })
  await finishRecovery(visitor(), flow, newPassword)
  const sent = await database.db.select().from(mails).where(eq(mails.userId, id))
  expect(sent).toMatchObject([{ kind: 'password-changed', recipient: 'ada@example.org' }])
  const rows = await database.db.select().from(events).where(eq(events.name, 'user.password_recovered'))
  const event = rows.find(({ subjects }) => subjects[0]?.label === username)
  expect(event).toMatchObject({ actorType: 'visitor', details: { endedSessions: 0 } })
  expect(JSON.stringify(rows)).not.toContain(newPassword)
})

test('without an address it works just as well', async () => {
  const { id, flow } = await recovering()
  await finishRecovery(visitor(), flow, newPassword)
  expect(await database.db.select().from(mails).where(eq(mails.userId, id))).toEqual([])
})

test('the secret of a flow is stored only as a hash', async () => {
  const { flow } = await recovering()
  const kept = [
    await database.db.select().from(recoveryFlows),
    await database.db.select().from(recoveryLinks),
    await database.db.select().from(events),
  ]
  expect(JSON.stringify(kept)).not.toContain(flow)
})
