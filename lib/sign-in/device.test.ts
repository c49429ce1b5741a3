import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context, SignedInContext } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Invalid, LimitReached } from '@/lib/kernel/errors'
import { changeOwnPassword } from '@/lib/passwords/change'
import { setPassword } from '@/lib/passwords/set'
import { noRights } from '@/lib/rights/rights'
import { endSessions } from '@/lib/users/end-sessions'
import { updateUser } from '@/lib/users/update'
import { newPassword, oldPassword, personWithPassword } from '@/testing/recovery'
import { contextFor, testTime, uniqueName } from '@/testing/world'
import { checkPassword } from './check-password'
import { deviceLifetime, knownDevice, rememberDevice } from './device'
import { findAccount } from './find-account'
import { openSession } from './open-session'

const database = testDatabase()
const later = (ms: number) => new Date(testTime.getTime() + ms)

function visitor(now = testTime, deviceTokens?: string): Context {
  const ctx = contextFor(database.db, { type: 'visitor' }, now)
  return { ...ctx, request: { ...ctx.request, ip: uniqueName('ip'), deviceTokens } }
}

const person = () => personWithPassword(database.db)

async function isKnown(username: string, tokens: string, now = testTime) {
  return knownDevice(visitor(now, tokens), await findAccount(visitor(), username)) !== undefined
}

test('a device is known for a year from the last time somebody signed in on it', async () => {
  const { id, username } = await person()
  const tokens = rememberDevice(visitor(), id)
  expect(await isKnown(username, tokens, later(deviceLifetime * 1000))).toBe(true)
  expect(await isKnown(username, tokens, later(deviceLifetime * 1000 + 1))).toBe(false)
})

test('what a browser brings names nobody in the clear and cannot be made up or moved to another account', async () => {
  const [ada, mallory] = [await person(), await person()]
  const tokens = rememberDevice(visitor(), mallory.id)
  expect(tokens).toMatch(/^[\w-]+$/)
  const ofMany = Buffer.from(rememberDevice(visitor(), 1_987_654_321), 'base64url').toString('latin1')
  expect(ofMany).not.toContain('1987654321')
  for (const made of [tokens, `${ada.id}`, `${tokens}.${ada.id}`, tokens.slice(1), '.'.repeat(500)])
    expect(await isKnown(ada.username, made)).toBe(false)
})

const minute = later(60_000)

test.each<[string, (user: { id: number; username: string }) => Promise<unknown>]>([
  [
    'a password set by an administrator, sessions kept',
    async ({ id: userId }) =>
      setPassword(contextFor(database.db, undefined, minute), {
        ...{ userId, password: newPassword, mustChange: false, endSessions: false },
      }),
  ],
  [
    'sessions ended by an administrator',
    async ({ id, username }) => {
      const { ticket } = await checkPassword(visitor(), { identifier: username, password: oldPassword })
      await openSession(visitor(), ticket)
      await endSessions(contextFor(database.db, undefined, minute), { selected: { ids: [id] } })
    },
  ],
  [
    'deactivation',
    async ({ id }) => {
      const ctx = contextFor(database.db, undefined, minute)
      await updateUser(ctx, { id, isActive: false, createFolder: false })
      await updateUser(ctx, { id, isActive: true, createFolder: false })
    },
  ],
])('after %s the devices known before are strangers', async (_what, end) => {
  const user = await person()
  const tokens = rememberDevice(visitor(), user.id)
  expect(await isKnown(user.username, tokens, minute)).toBe(true)
  await end(user)
  expect(await isKnown(user.username, tokens, minute)).toBe(false)
  expect(await isKnown(user.username, rememberDevice(visitor(minute), user.id), minute)).toBe(true)
})

async function signedIn(deviceTokens?: string, user?: { id: number; username: string }) {
  const { id: userId, username: label } = user ?? (await person())
  const actor = { type: 'user' as const, userId, label, rights: noRights, sessionId: uuidv7(testTime) }
  return { ...visitor(testTime, deviceTokens), actor } satisfies SignedInContext
}

const change = (ctx: SignedInContext, currentPassword: string, newPassword: string) =>
  changeOwnPassword(ctx, { currentPassword, newPassword, repeatPassword: newPassword })

test('at changing the password a right current one spends nothing, however often the new one is refused', async () => {
  const ctx = await signedIn()
  for (let tries = 0; tries < 11; tries++)
    await expect(change(ctx, oldPassword, 'short')).rejects.toThrow(Invalid)
  expect(await change(ctx, oldPassword, newPassword)).toEqual({ endedSessions: 0 })
})

test('guesses at changing the password and at signing in on the same device are counted together', async () => {
  const ada = await person()
  const tokens = rememberDevice(visitor(), ada.id)
  const ctx = await signedIn(tokens, ada)
  for (let tries = 0; tries < 5; tries++) {
    await expect(change(ctx, 'guess', newPassword)).rejects.toThrow(Invalid)
    const signIn = checkPassword(visitor(testTime, tokens), { identifier: ada.username, password: 'guess' })
    await expect(signIn).rejects.toThrow(Invalid)
  }
  await expect(change(ctx, oldPassword, newPassword)).rejects.toThrow(LimitReached)
  const [row] = await database.db.select().from(users).where(eq(users.id, ada.id))
  expect(row?.passwordChangedAt).toBeNull()
})
