import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { mails, recoveryLinks, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict } from '@/lib/kernel/errors'
import { computedNames } from '@/lib/kernel/names'
import { updateUser } from '@/lib/users/update'
import { apiAs, userWithToken } from '@/testing/api'
import {
  askForToken,
  mailedToken,
  newPassword,
  newToken,
  personWithPassword,
  visitorAt,
} from '@/testing/recovery'
import { contextFor, uniqueName } from '@/testing/world'
import { finishRecovery } from './finish'
import { findLink } from './look-up'
import { mailRecoveryLink } from './mail-link'
import { startRecovery } from './start'

vi.mock('@/lib/mail/deliver', () => ({ deliverMail: async () => undefined }))

const database = testDatabase()
const root = () => contextFor(database.db)
const visitor = () => visitorAt(database.db)
const newAddress = () => `${uniqueName('p')}@example.org`
const stateOf = async (token: string) => (await findLink(visitor(), token))?.state
const start = (token: string) => startRecovery(visitor(), token)

async function linked(email = newAddress()) {
  const user = await personWithPassword(database.db, { email })
  // A flow whose link a newer one has replaced is under way too.
  const replaced = await askForToken(database.db, user)
  const begun = await start(replaced)
  const asked = await askForToken(database.db, user)
  await mailRecoveryLink(root(), { userId: user.id, lifetimeMinutes: 60 })
  const mailed = await mailedToken(database.db, user.id, 'given')
  const flows = [begun, await start(asked), await start(mailed)]
  return { ...user, email, links: [asked, mailed], flows }
}

type Linked = Awaited<ReturnType<typeof linked>>

const writers: Record<string, (user: Linked) => Promise<unknown>> = {
  'somebody changes it': ({ id }) => updateUser(root(), { id, email: newAddress(), createFolder: false }),
  'somebody removes it': ({ id }) => updateUser(root(), { id, email: null, createFolder: false }),
  'a script changes it': async ({ id }) => {
    const { token } = await userWithToken(database.db, { administrator: true })
    const answer = await apiAs(token)(`/core/users/${id}/`, {
      method: 'PATCH',
      body: { email: newAddress() },
    })
    expect(answer.status).toBe(200)
  },
  'it is changed and changed back': async ({ id, email }) => {
    for (const next of [newAddress(), email])
      await updateUser(root(), { id, email: next, createFolder: false })
  },
  'a writer that knows nothing of links changes it': ({ id, username }) => {
    const email = newAddress()
    const { emailKey } = computedNames({ username, name: '', email })
    return database.db.update(users).set({ email, emailKey }).where(eq(users.id, id))
  },
  'only letters change that two mailboxes may differ by': ({ id, email }) =>
    updateUser(root(), { id, email: email.replace('ß', 'ss'), createFolder: false }),
}

test.each(Object.entries(writers))(
  'links mailed to an address, and what was begun with them, end when %s',
  async (_, write) => {
    const user = await linked(`${uniqueName('straße')}@example.org`)
    await write(user)
    for (const token of user.links) {
      expect(await stateOf(token)).toBe('revoked')
      await expect(start(token)).rejects.toThrow(Conflict)
    }
    for (const flow of user.flows)
      await expect(finishRecovery(visitor(), flow, newPassword)).rejects.toThrow(Conflict)
    const open = await database.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, user.id))
    expect(open.filter(({ revokedAt, replacedAt }) => !revokedAt && !replacedAt)).toEqual([])
  },
)

test('a queued mail with such a link is cancelled with it, and holds the link no more', async () => {
  const user = await linked()
  await updateUser(root(), { id: user.id, email: newAddress(), createFolder: false })
  const rows = await database.db
    .select({ status: mails.status, content: mails.content, dueAt: mails.dueAt })
    .from(mails)
    .innerJoin(recoveryLinks, eq(recoveryLinks.id, mails.recoveryLinkId))
    .where(sql`${recoveryLinks.userId} = ${user.id} and ${recoveryLinks.revokedAt} is not null`)
  expect(rows).toEqual(Array(2).fill({ status: 'cancelled', content: null, dueAt: null }))
})

test('links stay while the address is the same but for the case of its letters, and those that were shown stay anyway', async () => {
  const user = await linked()
  const { id } = user
  await updateUser(root(), { id, email: user.email.toUpperCase(), createFolder: false })
  await updateUser(root(), { id, name: 'Ada', createFolder: false })
  for (const token of user.links) expect(await stateOf(token)).toBe('open')
  const shown = await newToken(database.db, id)
  await updateUser(root(), { id, email: newAddress(), createFolder: false })
  expect(await stateOf(shown)).toBe('open')
  await finishRecovery(visitor(), await start(shown), newPassword)
})

test('the other end of a link is no door of an address that came later', async () => {
  const [ada, grace] = [await linked(), await linked()]
  await updateUser(root(), { id: ada.id, email: null, createFolder: false })
  await updateUser(root(), { id: grace.id, email: ada.email, createFolder: false })
  for (const token of [...ada.links, ...grace.links]) expect(await stateOf(token)).toBe('revoked')
})
