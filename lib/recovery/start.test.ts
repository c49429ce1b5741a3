import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recoveryFlows, recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { revokeLinksOf } from '@/lib/access/recovery-links'
import { hashSecret } from '@/lib/kernel/crypto'
import { Conflict } from '@/lib/kernel/errors'
import { newPassword, newToken, visitorAt } from '@/testing/recovery'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { finishRecovery } from './finish'
import { findFlow, findLink } from './look-up'
import { drawLink, placeLink } from './new-link'
import { startRecovery } from './start'

const database = testDatabase()
const visitor = (minutes = 0) => visitorAt(database.db, new Date(testTime.getTime() + minutes * 60_000))

async function link() {
  const { id } = await makeUser(contextFor(database.db))
  const token = await newToken(database.db, id)
  return { userId: id, token, linkId: (await findLink(visitor(), token))?.linkId ?? '' }
}

/** The stored hashes of the flows begun with a link. */
async function flowsOf({ linkId }: { linkId: string }) {
  const rows = await database.db.select().from(recoveryFlows).where(eq(recoveryFlows.linkId, linkId))
  return rows.map(({ tokenHash }) => tokenHash).sort()
}

test('a token that nobody was given starts nothing, and says no more than one that has ended', async () => {
  await expect(startRecovery(visitor(), 'unknown')).rejects.toThrow(Conflict)
})

test('a flow whose time is over is cleared away when another begins with the same link, and no other is', async () => {
  const [one, other] = [await link(), await link()]
  const elsewhere = await startRecovery(visitor(), other.token)
  await startRecovery(visitor(), one.token)
  const later = await startRecovery(visitor(0.1), one.token)
  const latest = await startRecovery(visitor(15), one.token)
  expect(await flowsOf(one)).toEqual([hashSecret(later), hashSecret(latest)].sort())
  expect(await flowsOf(other)).toEqual([hashSecret(elsewhere)])
})

test('once a password is set no flow of its link is kept, and nobody else’s link or flow is touched', async () => {
  const [one, other] = [await link(), await link()]
  const unopened = await link()
  const elsewhere = await startRecovery(visitor(), other.token)
  const secrets = [await startRecovery(visitor(), one.token), await startRecovery(visitor(), one.token)]
  await finishRecovery(visitor(), secrets[0] ?? '', newPassword)
  expect(await flowsOf(one)).toEqual([])
  expect(await flowsOf(other)).toEqual([hashSecret(elsewhere)])
  const rows = await database.db.select().from(recoveryLinks)
  const of = ({ linkId }: { linkId: string }) => rows.find(({ id }) => id === linkId)
  expect([of(one)?.usedAt, of(other)?.usedAt]).toEqual([testTime, null])
  expect([of(other)?.openedAt, of(unopened)?.openedAt]).toEqual([testTime, null])
})

test('what ends the links of one user ends nothing of another, nor what was used already', async () => {
  const [one, other] = [await link(), await link()]
  const ask = async ({ userId }: { userId: number }) => {
    const drawn = drawLink(visitor(), 60)
    await placeLink(visitor(), drawn, { userId, kind: 'asked', createdBy: 'a test' })
    return startRecovery(visitor(), drawn.token)
  }
  const [begun] = [await ask(other), await ask(other)]
  const used = await link()
  await finishRecovery(visitor(), await startRecovery(visitor(), used.token), newPassword)
  expect(await revokeLinksOf(contextFor(database.db), [one.userId, used.userId])).toBe(1)
  const states = [one, other, used].map(({ token }) => findLink(visitor(), token))
  expect((await Promise.all(states)).map((found) => found?.state)).toEqual(['revoked', 'open', 'used'])
  expect((await findFlow(visitor(), begun))?.step).toBe('password')
})
