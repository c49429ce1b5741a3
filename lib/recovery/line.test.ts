import { asc } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { recoveryRequests } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { LimitReached } from '@/lib/kernel/errors'
import { localContext } from '@/lib/kernel/local-context'
import { seal } from '@/lib/kernel/sealing'
import { mailedToken, personWithPassword, visitorAt } from '@/testing/recovery'
import { testTime, uniqueName } from '@/testing/world'
import { keptMs, placeInLine, shortenLine } from './line'
import { requestRecovery } from './request'
import { workOffRecoveryRequest } from './work-off'

const database = testDatabase()
const minutesLater = (minutes: number) => new Date(testTime.getTime() + minutes * 60_000)
const background = (now = testTime) => localContext(database.db, { type: 'system' }, now)

beforeEach(async () => {
  await database.db.delete(recoveryRequests)
})

/** Asks at "Forgot password?" from this address, and says whether that was taken down. */
async function askFrom(ip: string, now = testTime, identifier = uniqueName('nobody')): Promise<boolean> {
  const ctx = visitorAt(database.db, now)
  return requestRecovery({ ...ctx, request: { ...ctx.request, ip } }, { identifier }).then(
    () => true,
    (error) => {
      if (error instanceof LimitReached) return false
      throw error
    },
  )
}

/** The addresses of the line, in its order. */
async function line(): Promise<(string | null)[]> {
  const rows = await database.db.select().from(recoveryRequests).orderBy(asc(recoveryRequests.id))
  return rows.map(({ ip }) => ip)
}

type Address = (n: number) => string
const floods: [tries: number, string, Address, string][] = [
  [125, 'an IPv4 /24', (n) => `198.51.100.${n}`, '198.51.101.7'],
  [125, 'an IPv6 /48', (n) => `2001:db8:7:${n}::${n}`, '2001:db8:8::1'],
]

test.each(floods)(
  'of %i requests of %s a hundred and twenty are taken, and who asks from elsewhere is answered first or second',
  async (tries, _, address, elsewhere) => {
    let taken = 0
    for (let n = 0; n < tries; n++) if (await askFrom(address(n))) taken += 1
    expect(taken).toBe(120)
    const owner = await personWithPassword(database.db, { email: `${uniqueName('p')}@example.org` })
    expect(await askFrom(elsewhere, minutesLater(1), owner.username)).toBe(true)
    expect((await line()).indexOf(elsewhere)).toBe(1)
    for (let n = 0; n < 2; n++) await workOffRecoveryRequest(background(minutesLater(1)))
    expect(await mailedToken(database.db, owner.id, 'asked')).not.toBe('')
    expect(await askFrom(address(0), minutesLater(15))).toBe(true)
  },
)

test('networks take turns, and within a turn who came first is answered first', async () => {
  const asks = [
    '192.0.2.1',
    '192.0.2.2',
    '192.0.2.3',
    '203.0.113.1',
    '203.0.113.2',
    '2001:db8::1',
    '192.0.2.4',
  ]
  for (const [minute, ip] of asks.entries()) await askFrom(ip, minutesLater(minute))
  expect(await line()).toEqual([
    ...['192.0.2.1', '203.0.113.1', '2001:db8::1'],
    ...['192.0.2.2', '203.0.113.2'],
    ...['192.0.2.3', '192.0.2.4'],
  ])
})

/** So many requests of one network, as if its budget did not end. */
async function flood(count: number, requestedAt = testTime) {
  const identifier = seal('recovery request', 'nobody')
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ id: placeInLine(requestedAt, n + 1), identifier, requestedAt, ip: '198.51.100.1' },
  }))
  await database.db.insert(recoveryRequests).values(rows)
}

async function shorten(now: Date, most?: number) {
  while (await shortenLine(background(now), most));
}

test('a line that grows too long is cut at its end, where those stand who made it long', async () => {
  await flood(1200)
  await askFrom('192.0.9.1', minutesLater(1))
  await shorten(minutesLater(1), 10)
  expect(await line()).toEqual(['198.51.100.1', '192.0.9.1', ...Array(8).fill('198.51.100.1')])
})

test('what waited for more than an hour is dropped, wherever it stands', async () => {
  await flood(1200)
  await askFrom('192.0.10.1', minutesLater(1))
  await shorten(new Date(testTime.getTime() + keptMs + 1))
  expect(await line()).toEqual(['192.0.10.1'])
})
