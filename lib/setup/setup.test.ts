import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { apiTokens, events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { hashSecret } from '@/lib/kernel/crypto'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { isAdministrator } from '@/lib/rights/administrators'
import { everyRight } from '@/lib/rights/rights'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { removeGrants } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { bootstrap } from './bootstrap'
import { isSetupLinkOpen, newSetupLink } from './link'
import { setUp } from './set-up'

const database = testDatabase({ alsoEmbedded: true })
const visitor = (now = testTime) => contextFor(database.db, { type: 'visitor' }, now)
const password = 'plum orbit candle fifty'

beforeEach(async () => {
  await removeGrants(database)
})

async function openLink(): Promise<string> {
  const link = await newSetupLink(visitor())
  return new URL(link ?? '').searchParams.get('token') ?? ''
}

const input = (token: string) => ({
  token,
  username: uniqueName('root'),
  name: 'Root',
  email: null,
  password,
})

test('the set-up link makes the first administrator, once', async () => {
  const token = await openLink()
  const first = input(token)
  await setUp(visitor(), first)
  const [made] = await database.db.select().from(users).where(eq(users.username, first.username))
  expect(made).toMatchObject({ deactivatedAt: null })
  expect(await database.db.select({ id: users.id }).from(users).where(isAdministrator)).toEqual([
    { id: made?.id },
  ])
  expect(made?.passwordHash).not.toContain(password)
  await expect(setUp(visitor(), input(token))).rejects.toThrow(Conflict)
  expect(await newSetupLink(visitor())).toBeUndefined()
})

test('of twenty people with the set-up link one becomes administrator', async () => {
  const token = await openLink()
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => setUp(visitor(), input(token))))
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await database.db.select().from(users).where(isAdministrator)).toHaveLength(1)
})

test('looking at the link does not use it up; a day, a newer link and a wrong token refuse it', async () => {
  const token = await openLink()
  expect(await isSetupLinkOpen(visitor(), token)).toBe(true)
  expect(await isSetupLinkOpen(visitor(), token)).toBe(true)
  expect(await isSetupLinkOpen(visitor(new Date(testTime.getTime() + 24 * 60 * 60_000)), token)).toBe(false)
  const newer = await openLink()
  await expect(setUp(visitor(), input(token))).rejects.toThrow(Conflict)
  await expect(setUp(visitor(), input('nonsense'))).rejects.toThrow(Conflict)
  expect(await isSetupLinkOpen(visitor(), newer)).toBe(true)
})

test('a weak password leaves the link usable', async () => {
  const token = await openLink()
  await expect(setUp(visitor(), { ...input(token), password: 'short' })).rejects.toThrow(Invalid)
  await setUp(visitor(), input(token))
})

test('bootstrap variables make one administrator and its token, and do nothing the second time', async () => {
  const settings = {
    LATCHKEY_BOOTSTRAP_USERNAME: uniqueName('boot'),
    LATCHKEY_BOOTSTRAP_PASSWORD: password,
    LATCHKEY_BOOTSTRAP_EMAIL: undefined,
    LATCHKEY_BOOTSTRAP_TOKEN: 'a-token-of-more-than-thirty-two-characters',
  }
  await bootstrap(visitor(), settings)
  await bootstrap(visitor(), { ...settings, LATCHKEY_BOOTSTRAP_USERNAME: uniqueName('boot') })
  expect(await database.db.select().from(users).where(isAdministrator)).toHaveLength(1)
  const actor = await authenticateToken(database.db, settings.LATCHKEY_BOOTSTRAP_TOKEN, testTime)
  expect(actor).toMatchObject({
    type: 'apiToken',
    label: settings.LATCHKEY_BOOTSTRAP_USERNAME,
    rights: everyRight,
  })
  const stored = [await database.db.select().from(apiTokens), await database.db.select().from(events)]
  expect(JSON.stringify(stored)).not.toContain(settings.LATCHKEY_BOOTSTRAP_TOKEN)
})

test('a bootstrap value that cannot be used is refused by the name of its variable', async () => {
  const settings = {
    LATCHKEY_BOOTSTRAP_USERNAME: uniqueName('boot'),
    LATCHKEY_BOOTSTRAP_PASSWORD: 'short',
    LATCHKEY_BOOTSTRAP_EMAIL: undefined,
    LATCHKEY_BOOTSTRAP_TOKEN: undefined,
  }
  await expect(bootstrap(visitor(), settings)).rejects.toThrow(/^LATCHKEY_BOOTSTRAP_PASSWORD /)
  const bad = { ...settings, LATCHKEY_BOOTSTRAP_PASSWORD: password, LATCHKEY_BOOTSTRAP_EMAIL: 'nonsense' }
  await expect(bootstrap(visitor(), bad)).rejects.toThrow(/^LATCHKEY_BOOTSTRAP_EMAIL /)
})

test('a start that cannot make the bootstrap token leaves no administrator, so that the next one makes both', async () => {
  const settings = {
    LATCHKEY_BOOTSTRAP_USERNAME: uniqueName('boot'),
    LATCHKEY_BOOTSTRAP_PASSWORD: password,
    LATCHKEY_BOOTSTRAP_EMAIL: undefined,
    LATCHKEY_BOOTSTRAP_TOKEN: uniqueName('a-token-of-more-than-thirty-two-characters'),
  }
  await database.db.insert(apiTokens).values({
    id: randomUUID(),
    tokenHash: hashSecret(settings.LATCHKEY_BOOTSTRAP_TOKEN),
    userId: (await makeUser(contextFor(database.db))).id,
    createdAt: testTime,
    expiresAt: testTime,
  })
  await expect(bootstrap(visitor(), settings)).rejects.toThrow()
  expect(await database.db.select().from(users).where(isAdministrator)).toEqual([])
  await database.db.delete(apiTokens)
  await bootstrap(visitor(), settings)
  const actor = await authenticateToken(database.db, settings.LATCHKEY_BOOTSTRAP_TOKEN, testTime)
  expect(actor).toMatchObject({ label: settings.LATCHKEY_BOOTSTRAP_USERNAME, rights: everyRight })
})
