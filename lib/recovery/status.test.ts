import { expect, test } from 'vitest'
import { events } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Forbidden } from '@/lib/kernel/errors'
import { at, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { createRecoveryLink } from './create-link'
import type { LinkKind } from './link-state'
import { drawLink, placeLink } from './new-link'
import { planRecoveryLink } from './plan'
import { getRecoveryLinkStatus, recoveryLinksToShow } from './status'

const database = testDatabase({ alsoEmbedded: true })
const root = (minutes = 0) =>
  contextFor(database.db, undefined, new Date(testTime.getTime() + minutes * 60_000))

/** Makes a link of this kind that works for an hour. */
async function place(userId: number, kind: LinkKind, minutes: number) {
  const link = drawLink(root(minutes), 60)
  await placeLink(root(minutes), link, { userId, kind, createdBy: 'a test' })
  return link.id
}

const shown = async (userId: number, minutes: number) =>
  (await recoveryLinksToShow(root(minutes), userId)).map(({ id, state }) => [id, state])

test('of the links of a user those are shown that are open, the newest first, or else what became of the latest', async () => {
  const { id } = await makeUser(root())
  expect(await shown(id, 0)).toEqual([])
  const given = await place(id, 'given', 0)
  expect(await shown(id, 1)).toEqual([[given, 'open']])
  const asked = await place(id, 'asked', 30)
  expect(await shown(id, 31)).toEqual([
    [asked, 'open'],
    [given, 'open'],
  ])
  expect(await shown(id, 60)).toEqual([[asked, 'open']])
  expect(await shown(id, 90)).toEqual([[asked, 'expired']])
  const newest = await place(id, 'given', 91)
  expect(await shown(id, 92)).toEqual([[newest, 'open']])
  const again = await place(id, 'given', 91)
  expect(await shown(id, 92)).toEqual([[again, 'open']])
})

test('whoever may see a user, and not recover them, learns nothing of their links', async () => {
  const { id } = await makeUser(root())
  const reader = await somebodyWith(root(), { permission: 'users.read' })
  await expect(getRecoveryLinkStatus(at(root(), reader), id, 'given')).rejects.toThrow(Forbidden)
})

test('the event of a new link names the one it takes the place of, and the address it goes to', async () => {
  const { id } = await makeUser(root(), { email: 'grace@example.org' })
  const [first, other] = [await place(id, 'given', 0), await place(id, 'asked', 0)]
  const link = drawLink(root(1), 60)
  const to = { mailedTo: 'grace@example.org' }
  await placeLink(root(1), link, { userId: id, kind: 'given', createdBy: 'a test', ...to })
  const rows = await database.db.select().from(events)
  const details = (linkId: string) => rows.find(({ details }) => details.linkId === linkId)?.details
  const expiresAt = new Date(testTime.getTime() + 60 * 60_000).toISOString()
  expect([details(first), details(other)]).toEqual([
    { linkId: first, expiresAt },
    { linkId: other, expiresAt },
  ])
  expect(details(link.id)).toEqual({
    ...{ linkId: link.id, expiresAt: link.expiresAt.toISOString(), replacedLinkId: first, ...to },
  })
})

test('the plan of a link says whom it is for, what it ends, and what stands against it', async () => {
  const ada = await makeUser(root(), { name: 'Ada', path: 'staff' })
  const nameless = await makeUser(root(), { path: 'staff', isActive: false })
  const plan = async (id: number, byMail = false) => (await planRecoveryLink(root(), id, { byMail })).rows
  expect(await plan(ada.id)).toEqual([{ id: ada.id, label: ada.username, note: 'Ada, staff', ends: [] }])
  expect(await plan(ada.id, true)).toMatchObject([
    { blocker: expect.stringContaining('has no e-mail address') },
  ])
  await createRecoveryLink(root(), { userId: ada.id, lifetimeMinutes: 60 })
  expect(await plan(ada.id)).toMatchObject([{ ends: [{ kind: 'recoveryLinks', count: 1 }] }])
  expect(await plan(nameless.id)).toMatchObject([
    { note: 'staff', blocker: expect.stringContaining('is inactive') },
  ])
})
