import { eq, inArray } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { events, mails, recoveryLinks, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden, Invalid } from '@/lib/kernel/errors'
import { openContent } from '@/lib/mail/content'
import { changeOwnPassword } from '@/lib/passwords/change'
import { replacePassword } from '@/lib/passwords/replace'
import { setPassword } from '@/lib/passwords/set'
import { readCapturedMail } from '@/lib/recovery/captured-mail'
import { mailRecoveryLink } from '@/lib/recovery/mail-link'
import { planRecoveryLink } from '@/lib/recovery/plan'
import { checkPassword } from '@/lib/sign-in/check-password'
import { getUser } from '@/lib/users/get'
import { confirmAddress } from '@/lib/users/name-changes/confirm'
import { undoNameChange } from '@/lib/users/name-changes/undo'
import { updateUser } from '@/lib/users/update'
import { actorOf, at, grantTo } from '@/testing/groups'
import {
  helperWith,
  knownPassword,
  makeKnown,
  opens,
  promote,
  recover,
  signedIn,
  signIn,
} from '@/testing/raising'
import {
  askForToken,
  mailedToken,
  newPassword,
  newToken,
  oldPassword,
  tokenOf,
  visitorAt,
} from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)
beforeEach(async () => {
  await makeAdministrator(root())
})

const address = () => `${uniqueName('mail')}@example.org`
const setAddress = (ctx: Context, id: number, email: string | null = address()) =>
  updateUser(ctx, { id, email, createFolder: false })
const helper = () => helperWith(database.db, 'users.update', 'mail.read')
const mailLink = (ctx: Context, userId: number) => mailRecoveryLink(ctx, { userId, lifetimeMinutes: 60 })

async function mailsOf(userId: number) {
  const rows = await database.db.select().from(mails).where(eq(mails.userId, userId)).orderBy(mails.id)
  return rows.map(({ id, kind, recipient, content }) => ({
    ...{ id, kind, recipient, text: openContent(content ?? '')?.text ?? '' },
  }))
}

/** Whether asking at "Forgot password?" mails a link. */
async function isAnswered(user: { id: number; username: string }): Promise<boolean> {
  return (await askForToken(database.db, user)) !== ''
}

async function outgrown() {
  const weak = await helper()
  const user = await makeUser(root())
  const { email } = await setAddress(weak, user.id)
  await promote(database.db, user.id)
  return { ...user, email: email ?? '', weak }
}

test('a password chosen with a mailed link is known to whoever read it in the captured mail', async () => {
  const weak = await helper()
  const [read, unread] = [
    await makeUser(root(), { email: address() }),
    await makeUser(root(), { email: address() }),
  ]
  for (const { id } of [read, unread]) await mailLink(root(), id)
  const [mail] = await mailsOf(read.id)
  for (let n = 0; n < 2; n++) await readCapturedMail(weak, mail?.id ?? '')
  // Nobody is shown anything of this one.
  const blind = at(root(), await actorOf(root(), (await makeUser(root())).id))
  await expect(readCapturedMail(blind, (await mailsOf(unread.id))[0]?.id ?? '')).rejects.toThrow(Forbidden)
  const ids = [read.id, unread.id]
  const links = await database.db.select().from(recoveryLinks).where(inArray(recoveryLinks.userId, ids))
  expect(links.sort((a, b) => a.userId - b.userId).map(({ shownTo }) => shownTo)).toEqual([
    [{ userId: 0, ...weak.actor }.userId],
    [],
  ])
  for (const { id } of [read, unread]) await recover(database.db, await mailedToken(database.db, id, 'given'))
  for (const { id } of [read, unread]) await promote(database.db, id)
  expect(await opens(database.db, read, newPassword)).toBe(false)
  expect(await opens(database.db, unread, newPassword)).toBe(true)
})

test('a password chosen with a link mailed to an address that somebody weaker set is known to them, though they put it back', async () => {
  const weak = await helper()
  const own = address()
  const [given, asked] = [
    await makeUser(root(), { email: own }),
    await makeUser(root(), { email: address() }),
  ]
  await setAddress(weak, given.id)
  await mailLink(root(), given.id)
  await recover(database.db, await mailedToken(database.db, given.id, 'given'))
  await setAddress(weak, given.id, own)
  await setAddress(weak, asked.id)
  await recover(database.db, await askForToken(database.db, asked))
  for (const { id } of [given, asked]) await promote(database.db, id)
  for (const user of [given, asked]) expect(await opens(database.db, user, newPassword)).toBe(false)
})

test('no recovery link goes to an address that somebody weaker had set, and what remains is said', async () => {
  const { id, username } = await outgrown()
  expect(await isAnswered({ id, username })).toBe(false)
  const written = await database.db.select().from(events).where(eq(events.name, 'user.recovery_requested'))
  expect(written.map(({ details }) => details)).toContainEqual({
    outcome: 'address set by somebody with fewer rights',
  })
  const why = new RegExp(
    `^The e-mail address of .*${username}.* was set by somebody who does not hold all .* hand it over`,
  )
  await expect(mailLink(root(), id)).rejects.toThrow(why)
  const blockers = async (byMail: boolean) =>
    (await planRecoveryLink(root(), id, { byMail })).rows.map(({ blocker }) => blocker)
  expect(await blockers(true)).toEqual([expect.stringMatching(why)])
  expect(await blockers(false)).toEqual([undefined])
  await recover(database.db, await newToken(database.db, id))
  expect(await opens(database.db, { username }, newPassword)).toBe(true)
})

const trusted: Record<string, (id: number) => Promise<unknown>> = {
  'the operator set': (id) => setAddress(root(), id),
  'an administrator set': async (id) => setAddress(at(root(), await makeAdministrator(root())), id),
  'somebody set who holds as much': async (id) =>
    setAddress(await helperWith(database.db, 'users.update', 'settings.update'), id),
  'was there before anybody kept who set it': async (id) => {
    await setAddress(await helper(), id)
    await database.db.update(users).set({ emailSetBy: [] }).where(eq(users.id, id))
  },
}
test.each(Object.entries(trusted))('recovery links go on to an address that %s', async (_, set) => {
  const user = await makeUser(root())
  await set(user.id)
  await promote(database.db, user.id)
  expect(await isAnswered(user)).toBe(true)
})

test('whoever acts in a session that somebody weaker may be using sets an address for them', async () => {
  const user = await makeKnown(await helper())
  await grantTo(root(), { userId: user.id }, { permission: 'users.update' })
  const ctx = await signedIn(database.db, user)
  const { email } = await setAddress(ctx, user.id)
  await promote(database.db, user.id)
  expect(await getUser(root(), user.id)).toMatchObject({ email, emailOutgrown: true })
})

test('an address is confirmed by who may recover the user, and by its owner with the password, and by nobody else', async () => {
  const { id, username, email, weak } = await outgrown()
  await recover(database.db, await newToken(database.db, id))
  const session = await signIn(database.db, username, newPassword)
  const own = await signedIn(database.db, { session })
  const later = { ...own, now: new Date(testTime.getTime() + 6 * 60_000) }
  const token = { ...own.actor, type: 'apiToken', tokenId: '' } as const
  await expect(confirmAddress(weak, { userId: id, email })).rejects.toThrow(Forbidden)
  await expect(confirmAddress(at(root(), token), { userId: id, email })).rejects.toThrow(Forbidden)
  await expect(confirmAddress(later, { userId: id, email })).rejects.toThrow(Invalid)
  await expect(confirmAddress(root(), { userId: id, email: address() })).rejects.toThrow(Conflict)
  expect(await isAnswered({ id, username })).toBe(false)
  await confirmAddress(later, { userId: id, email, currentPassword: newPassword })
  expect(await isAnswered({ id, username })).toBe(true)
  await expect(confirmAddress(root(), { userId: id, email })).rejects.toThrow(Conflict)
  const other = await outgrown()
  const stronger = await helperWith(database.db, 'settings.update')
  await confirmAddress(stronger, { userId: other.id, email: other.email })
  expect(await isAnswered(other)).toBe(true)
  // Who confirmed it has set it.
  await promote(database.db, other.id, 'groups.update')
  expect(await isAnswered(other)).toBe(false)
})

test('what undoes a change puts back who had set the address, and none goes to an address that is not used for recovery', async () => {
  const user = await makeUser(root())
  const first = (await setAddress(await helper(), user.id)).email
  await setAddress(root(), user.id)
  const [undoable] = (await mailsOf(user.id)).filter(
    ({ recipient, text }) => recipient === first && text.includes('/undo/'),
  )
  await undoNameChange(
    visitorAt(database.db),
    tokenOf(/\/undo\/[\w-]+/.exec(undoable?.text ?? '')?.[0] ?? ''),
  )
  expect((await getUser(root(), user.id)).email).toBe(first)
  await promote(database.db, user.id)
  expect(await isAnswered(user)).toBe(false)
  await setAddress(root(), user.id)
  const told = (await mailsOf(user.id)).filter((mail) => mail.recipient === first)
  const left = told.filter(({ text }) => text.includes('is no longer this one'))
  expect(left.map(({ text }) => text.includes('/undo/')).sort()).toEqual([false, true])
  expect(await isAnswered(user)).toBe(true)
})

test.each(['changes it in My account', 'has to choose another at once'])(
  'an address set by whoever %s, in place of a password that somebody weaker had set, counts as set by them too',
  async (way) => {
    const weak = await helper()
    const { username, id } = await makeUser(root())
    await grantTo(root(), { userId: id }, { permission: 'users.update' })
    const mustChange = !way.includes('My account')
    await setPassword(weak, { userId: id, password: knownPassword, mustChange, endSessions: true })
    if (mustChange) {
      const ticket = await checkPassword(visitorAt(database.db), {
        identifier: username,
        password: knownPassword,
      })
      await replacePassword(visitorAt(database.db), ticket.ticket, newPassword)
    } else {
      const ctx = await signedIn(database.db, { session: await signIn(database.db, username) })
      const passwords = { currentPassword: knownPassword, newPassword, repeatPassword: newPassword }
      await changeOwnPassword(ctx, passwords)
    }
    const session = await signIn(database.db, username, newPassword)
    await setAddress(await signedIn(database.db, { session }), id)
    await setPassword(root(), { userId: id, password: oldPassword, mustChange: false, endSessions: true })
    expect(await isAnswered({ id, username })).toBe(true)
    await promote(database.db, id)
    expect(await isAnswered({ id, username })).toBe(false)
  },
)
