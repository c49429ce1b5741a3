import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recoveryLinks, recoveryRequests } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Db } from '@/db/types'
import { inTransaction } from '@/lib/kernel/context'
import { localContext } from '@/lib/kernel/local-context'
import { askForToken, personWithPassword, visitorAt } from '@/testing/recovery'
import { contextFor, testTime, uniqueName, waitForLock } from '@/testing/world'
import { shortenLine } from './line'
import { requestRecovery } from './request'
import { workOffRecoveryRequest } from './work-off'

const database = testDatabase()
const later = new Date(testTime.getTime() + 60_000)

test('of those who ask at once no more than three in an hour are answered with a mail', async () => {
  const user = await personWithPassword(database.db, { email: `${uniqueName('p')}@example.org` })
  const ask = (db: Db, now: Date) => requestRecovery(visitorAt(db, now), { identifier: user.username })
  const workOff = (db: Db) => workOffRecoveryRequest(localContext(db, { type: 'system' }, later))
  for (let n = 0; n < 2; n++) await askForToken(database.db, user)
  await ask(database.db, later)
  await inTransaction(contextFor(database.db), async (ctx) => {
    await ask(ctx.db, testTime)
    await workOff(ctx.db)
    const other = workOff(database.db)
    expect(await Promise.race([other, waitForLock(ctx)])).toBe('waits')
    return { other }
  }).then(({ other }) => other)
  const asked = and(eq(recoveryLinks.userId, user.id), eq(recoveryLinks.kind, 'asked'))
  expect(await database.db.select().from(recoveryLinks).where(asked)).toHaveLength(3)
})

test('cutting the line keeps nobody who stays in it from being worked off meanwhile', async () => {
  await requestRecovery(visitorAt(database.db), { identifier: uniqueName('nobody') })
  await inTransaction(localContext(database.db, { type: 'system' }, testTime), async (ctx) => {
    await shortenLine(ctx)
    const free = await database.db.select().from(recoveryRequests).for('update', { skipLocked: true })
    expect(free).toHaveLength(1)
  })
})
