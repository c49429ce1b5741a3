import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiTokens, events, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { LimitReached } from '@/lib/kernel/errors'
import { localContext } from '@/lib/kernel/local-context'
import { findLink } from '@/lib/recovery/look-up'
import { isAdministrator } from '@/lib/rights/administrators'
import { everyRight } from '@/lib/rights/rights'
import { updateSettings } from '@/lib/settings/update'
import { createFirstAdministrator } from '@/lib/setup/set-up'
import { checkPassword } from '@/lib/sign-in/check-password'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { tokenOf } from '@/testing/recovery'
import { answerWithoutDatabase, runOperatorCommand } from './commands'

const database = testDatabase({ alsoEmbedded: true })
const now = new Date('2026-03-01T12:00:00Z')
const run = (...argv: string[]) => runOperatorCommand(database.db, argv, now)

beforeAll(async () => {
  const setup = localContext(database.db, { type: 'setup' }, now)
  const ada = { username: 'ada', name: 'Ada', email: null, password: 'a long and quiet evening' }
  await createFirstAdministrator(setup, ada, async () => {})
})

describe('create-token', () => {
  test('prints a token that signs the user in until it expires, and records who made it', async () => {
    const { exitCode, output, notice } = await run(
      'create-token',
      'Ada',
      '--days',
      '2',
      '--description',
      'nightly job',
    )
    expect(exitCode).toBe(0)
    expect(notice).toContain('2026-03-03T12:00:00.000Z')
    const actor = await authenticateToken(database.db, output, now)
    expect(actor).toMatchObject({ type: 'apiToken', label: 'ada', rights: everyRight })
    expect(await authenticateToken(database.db, output, new Date('2026-03-03T12:00:01Z'))).toBeUndefined()
    const [event] = await database.db.select().from(events).where(eq(events.name, 'token.created'))
    expect(JSON.stringify(event)).toContain('operator')
    expect(JSON.stringify(event)).not.toContain(output)
  })

  test.each([
    ['an unknown user', ['create-token', 'nobody'], 1, /nobody was not found/],
    ['no user', ['create-token'], 2, /needs a username/],
    ['two users', ['create-token', 'ada', 'grace'], 2, /takes one username/],
    ['no days', ['create-token', 'ada', '--days', '0'], 2, /--days must be/],
    ['days that are no number', ['create-token', 'ada', '--days', 'soon'], 2, /--days must be/],
    ['an unknown option', ['create-token', 'ada', '--forever'], 2, /--forever/],
  ])('refuses %s and makes nothing', async (_case, argv, exitCode, message) => {
    const before = await database.db.select().from(apiTokens)
    const outcome = await run(...argv)
    expect(outcome.exitCode).toBe(exitCode)
    expect(outcome.output).toMatch(message)
    expect(await database.db.select().from(apiTokens)).toHaveLength(before.length)
  })
})

describe('recovery-link', () => {
  test('prints a link that opens for the minutes asked for, and records who made it', async () => {
    const { exitCode, output, notice } = await run('recovery-link', 'ADA', '--minutes', '90')
    expect(exitCode).toBe(0)
    expect(notice).toContain('2026-03-01T13:30:00.000Z')
    expect(output).toMatch(/^http:\/\/localhost:3000\/recovery\/[\w-]{43}$/)
    const found = await findLink(localContext(database.db, { type: 'system' }, now), tokenOf(output))
    expect(found).toMatchObject({ state: 'open', user: { username: 'ada' } })
    const [event] = await database.db.select().from(events).where(eq(events.name, 'recovery_link.created'))
    expect(event?.actorType).toBe('operator')
  })

  test.each([
    ['an unknown user', ['nobody'], 1, /nobody was not found/],
    ['no user', [], 2, /needs a username/],
    ['two users', ['ada', 'grace'], 2, /takes one username/],
    ['less than half an hour', ['ada', '--minutes', '29'], 2, /--minutes must be/],
    ['more than a week', ['ada', '--minutes', '10081'], 2, /--minutes must be/],
    ['days', ['ada', '--days', '1'], 2, /--days/],
  ])('refuses %s', async (_case, argv, exitCode, message) => {
    const outcome = await run('recovery-link', ...argv)
    expect(outcome.exitCode).toBe(exitCode)
    expect(outcome.output).toMatch(message)
  })
})

test('an unknown command shows the usage and exits with 2, without a database', () => {
  expect(answerWithoutDatabase(['drop-everything'])).toMatchObject({ exitCode: 2 })
  expect(answerWithoutDatabase([])?.output).toContain('create-token <username>')
  expect(answerWithoutDatabase(['help'])).toMatchObject({ exitCode: 0 })
  expect(answerWithoutDatabase(['create-token'])).toBeUndefined()
})

describe('create-admin and set-password', () => {
  const request = { id: 'test', ip: '192.0.2.9', userAgent: null }
  const visitor = () => ({
    ...localContext(database.db, { type: 'setup' }, now),
    actor: { type: 'visitor' } as const,
    request,
  })

  test('create-admin prints a password that leads to choosing another, and records who made the account', async () => {
    const { exitCode, output, notice } = await run('create-admin', 'grace', '--email', 'grace@example.org')
    expect(exitCode).toBe(0)
    expect(notice).toContain('grace')
    const { purpose } = await checkPassword(visitor(), { identifier: 'grace@example.org', password: output })
    expect(purpose).toBe('new_password')
    const [grace] = await database.db
      .select({ isAdministrator, mustChangePassword: users.mustChangePassword })
      .from(users)
      .where(eq(users.username, 'grace'))
    expect(grace).toEqual({ isAdministrator: true, mustChangePassword: true })
    const log = JSON.stringify(await database.db.select().from(events))
    expect(log).toContain('operator')
    expect(log).not.toContain(output)
  })

  test('set-password replaces the password, also where the settings forbid it to administrators', async () => {
    const operator = localContext(database.db, { type: 'operator' }, now)
    await updateSettings(operator, 'passwords', { minLength: 12, setByAdministrators: false })
    const { exitCode, output } = await run('set-password', 'ada')
    expect(exitCode).toBe(0)
    expect((await checkPassword(visitor(), { identifier: 'ada', password: output })).purpose).toBe(
      'new_password',
    )
  })

  test('unlock lets somebody in at once whom strangers had locked out, by either name, and records it', async () => {
    const { output: password } = await run('create-admin', 'hedy', '--email', 'hedy@example.org')
    const from = (ip: string) => ({ ...visitor(), request: { ...request, ip } })
    const signIn = (ip: string, password: string) =>
      checkPassword(from(ip), { identifier: 'hedy@example.org', password })
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'])
      for (let tries = 0; tries < 5; tries++) await signIn(ip, 'wrong').catch(() => {})
    await expect(signIn('192.0.2.5', password)).rejects.toThrow(LimitReached)
    expect(await run('unlock', 'HEDY')).toEqual({ exitCode: 0, output: 'hedy is unlocked.' })
    expect(await signIn('192.0.2.5', password)).toMatchObject({ purpose: 'new_password' })
    const unlocked = await database.db.select().from(events).where(eq(events.name, 'user.unlocked'))
    expect(unlocked.map(({ actorType }) => actorType)).toEqual(['operator'])
    expect(await run('unlock', 'hedy')).toEqual({ exitCode: 0, output: 'hedy was not locked out.' })
  })

  test.each([
    ['an unlocking of nobody', ['unlock', 'nobody'], 1, /nobody was not found/],
    ['an unlocking without a name', ['unlock'], 2, /needs a username/],
    ['an unlocking of two', ['unlock', 'ada', 'grace'], 2, /takes one username/],
    ['a name that is taken', ['create-admin', 'ADA'], 2, /username/i],
    ['a name that is none', ['create-admin', ' x'], 2, /username/i],
    ['an address that is none', ['create-admin', 'new', '--email', 'nonsense'], 2, /address/],
    ['no name', ['create-admin'], 2, /needs a username/],
    ['a password for nobody', ['set-password', 'nobody'], 1, /nobody was not found/],
  ])('refuses %s and changes nothing', async (_case, argv, exitCode, message) => {
    const before = await database.db.select().from(users)
    const outcome = await run(...argv)
    expect([outcome.exitCode, outcome.output]).toEqual([exitCode, expect.stringMatching(message)])
    expect(await database.db.select().from(users)).toEqual(before)
  })
})

test('a name that sets a direction turns nothing around in a terminal', async () => {
  const { output } = await run('unlock', 'no\u202Eydob')
  expect(output).toBe('The user noydob was not found.')
})
