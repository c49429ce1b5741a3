import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { pendingReplacement } from '@/lib/passwords/replace'
import { setPassword } from '@/lib/passwords/set'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { isSetupLinkOpen, newSetupLink } from '@/lib/setup/link'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { createToken } from '@/lib/tokens/create'
import { newPassword, newToken, oldPassword, personWithPassword, visitorAt } from '@/testing/recovery'
import { contextFor, testTime } from '@/testing/world'
import { finishRecovery } from './finish'
import { startRecovery } from './start'

const database = testDatabase()
const visitor = () => visitorAt(database.db)
const root = () => contextFor(database.db)
const person = () => personWithPassword(database.db)

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )

/** Every kind of secret with which somebody can do something, by a new one, and the door it is for. */
const kinds: Record<
  string,
  { make: () => Promise<string>; opens: (secret: string) => Promise<boolean | undefined> }
> = {
  'set-up link': {
    make: async () => {
      const link = await newSetupLink(contextFor(database.db, { type: 'setup' }))
      return new URL(link ?? '').searchParams.get('token') ?? ''
    },
    opens: (secret) => isSetupLinkOpen(visitor(), secret),
  },
  'recovery link': {
    make: async () => newToken(database.db, (await person()).id),
    opens: (secret) => succeeds(startRecovery(visitor(), secret)),
  },
  'recovery flow': {
    make: async () => startRecovery(visitor(), await newToken(database.db, (await person()).id)),
    opens: (secret) => succeeds(finishRecovery(visitor(), secret, newPassword)),
  },
  'ticket for a session': {
    make: ticket,
    opens: async (secret) => Boolean(await openSession(visitor(), secret)),
  },
  'ticket for a new password': {
    make: async () => {
      const { id, username } = await person()
      const given = 'lantern gravel tuba seven'
      await setPassword(root(), { userId: id, password: given, mustChange: true, endSessions: true })
      return (await checkPassword(visitor(), { identifier: username, password: given })).ticket
    },
    opens: async (secret) => Boolean(await pendingReplacement(visitor(), secret)),
  },
  session: {
    make: async () => (await openSession(visitor(), await ticket()))?.secret ?? '',
    opens: async (secret) => Boolean(await authenticateSession(database.db, secret, testTime)),
  },
  'API token': {
    make: async () => {
      const { username } = await person()
      const expiresAt = new Date(testTime.getTime() + 60_000)
      const operator = contextFor(database.db, { type: 'operator' })
      return (await createToken(operator, { username, description: '', expiresAt })).secret
    },
    opens: async (secret) => Boolean(await authenticateToken(database.db, secret, testTime)),
  },
}

async function ticket(): Promise<string> {
  const { username } = await person()
  return (await checkPassword(visitor(), { identifier: username, password: oldPassword })).ticket
}

test.each(Object.entries(kinds))('a %s opens its own door and no other', async (kind, { make, opens }) => {
  const secret = await make()
  expect(secret).not.toBe('')
  for (const [door, other] of Object.entries(kinds)) {
    if (door !== kind) expect(await other.opens(secret), `at the door of a ${door}`).toBe(false)
  }
  expect(await opens(secret)).toBe(true)
})
