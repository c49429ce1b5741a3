import { eq } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { mails, recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import type { Delivery } from '@/lib/mail/deliver'
import { apiAs, userWithToken } from '@/testing/api'
import { actorOf, grantTo } from '@/testing/groups'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import { mailRecoveryLink } from './mail-link'

const delivery = vi.hoisted(() => ({ is: undefined as Delivery | undefined }))
vi.mock('@/lib/mail/deliver', () => ({ deliverMail: async () => delivery.is }))

const database = testDatabase()
const root = () => contextFor(database.db)
const sent: Delivery = { status: 'sent', answer: '250 ok', nextTryAt: null }
const refused: Delivery = { status: 'failed', answer: '550 no such user', nextTryAt: null }

afterEach(() => {
  delivery.is = sent
})

const person = (fields = {}) => makeUser(root(), { email: `${uniqueName('p')}@example.org`, ...fields })
const mailTo = (userId: number) => mailRecoveryLink(root(), { userId, lifetimeMinutes: 60 })

async function kept(userId: number) {
  const links = await database.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, userId))
  const queued = await database.db.select().from(mails).where(eq(mails.userId, userId))
  return { links, queued }
}

test('link and mail are queued together, and the answer is what became of the mail', async () => {
  const { id } = await person()
  delivery.is = refused
  expect(await mailTo(id)).toMatchObject({ delivery: refused })
  const { links, queued } = await kept(id)
  expect(queued).toMatchObject([{ kind: 'recovery', recoveryLinkId: links[0]?.id }])
  expect(queued[0]?.expiresAt).toEqual(links[0]?.expiresAt)
})

test('without an address, or for an inactive user, it says why and makes nothing', async () => {
  const without = await person({ email: null })
  const inactive = await person({ isActive: false })
  await expect(mailTo(without.id)).rejects.toThrow(/has no e-mail address/)
  await expect(mailTo(inactive.id)).rejects.toThrow(Conflict)
  for (const { id } of [without, inactive]) expect(await kept(id)).toEqual({ links: [], queued: [] })
})

test("a link of one's own goes to the address of the account, and is shown to nobody", async () => {
  const own = await person()
  await grantTo(root(), { userId: own.id }, { permission: 'users.recover' })
  const ctx = contextFor(database.db, await actorOf(root(), own.id))
  const mailed = await mailRecoveryLink(ctx, { userId: own.id, lifetimeMinutes: 60 })
  const { queued } = await kept(own.id)
  expect(queued).toMatchObject([{ recipient: mailed.recipient }])
  expect(JSON.stringify(mailed)).not.toContain('/recovery/')
})

test('without the permission nothing is mailed', async () => {
  const { id } = await person()
  const ctx = contextFor(database.db, somebody())
  await expect(mailRecoveryLink(ctx, { userId: id, lifetimeMinutes: 60 })).rejects.toThrow(Forbidden)
  expect(await kept(id)).toEqual({ links: [], queued: [] })
})

test('the API answers 204 for a mail handed over, otherwise 400 with the reason', async () => {
  const call = apiAs((await userWithToken(database.db, { administrator: true })).token)
  const { id } = await makeUser(contextFor(database.db, undefined, new Date()), {
    email: `${uniqueName('p')}@example.org`,
  })
  const body = { email_stage: '01900000-0000-7000-8000-000000000000' }
  delivery.is = sent
  expect(await call(`/core/users/${id}/recovery_email/`, { body })).toMatchObject({ status: 204 })
  delivery.is = { ...refused, status: 'postponed', answer: 'connection refused' }
  expect(await call(`/core/users/${id}/recovery_email/`, { method: 'POST' })).toMatchObject({
    status: 400,
    body: { non_field_errors: ['Not sent: connection refused'] },
  })
  const without = await person({ email: null })
  expect(await call(`/core/users/${without.id}/recovery_email/`, { body })).toMatchObject({
    ...{ status: 400, body: { non_field_errors: [`${without.username} has no e-mail address.`] } },
  })
})
