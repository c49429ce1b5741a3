import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { hashPassword } from '@/lib/access/hash'
import { storePassword } from '@/lib/access/store-password'
import { issueTicket } from '@/lib/access/tickets'
import type { Context } from '@/lib/kernel/context'
import { replacePassword } from '@/lib/passwords/replace'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { finishRecovery } from '@/lib/recovery/finish'
import { startRecovery } from '@/lib/recovery/start'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { createToken } from '@/lib/tokens/create'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { activateUsers } from './activate'
import { deactivateUsers } from './deactivate'
import { deleteUsers } from './delete'

const database = testDatabase()
const root = () => contextFor(database.db)
const password = 'plum orbit candle fifty'
const stored = hashPassword(password)

function visitor(): Context {
  const ctx = contextFor(database.db, { type: 'visitor' })
  return { ...ctx, request: { ...ctx.request, ip: uniqueName('ip') } }
}

/** Somebody with one of everything that lets them in, and for each the door that takes it. */
async function equipped() {
  const { id, username } = await makeUser(root())
  const passwordHash = await stored
  await storePassword(root(), { userId: id, passwordHash })
  const ticketFor = (purpose: 'session' | 'new_password') =>
    issueTicket(root(), { id, passwordHash }, purpose)
  const session = await openSession(visitor(), (await ticketFor('session')).ticket)
  const operator = contextFor(database.db, { type: 'operator' })
  const expiresAt = new Date(operator.now.getTime() + 60_000)
  const token = await createToken(operator, { username, description: 'test', expiresAt })
  const sessionTicket = await ticketFor('session')
  const newPasswordTicket = await ticketFor('new_password')
  const { url } = await createRecoveryLink(root(), { userId: id, lifetimeMinutes: 60 })
  const link = url.split('/').at(-1) ?? ''
  const flow = await startRecovery(visitor(), link)
  const doors: Record<string, () => Promise<unknown>> = {
    session: () => authenticateSession(database.db, session?.secret ?? '', root().now),
    'API token': () => authenticateToken(database.db, token.secret, root().now),
    password: () => checkPassword(visitor(), { identifier: username, password }),
    'recovery link': () => startRecovery(visitor(), link),
    'ticket for a session': () => openSession(visitor(), sessionTicket.ticket),
    'ticket for a new password': () =>
      replacePassword(visitor(), newPasswordTicket.ticket, 'violet kettle snow'),
    'recovery flow': async () => {
      await finishRecovery(visitor(), flow, 'violet kettle snow')
      return true
    },
  }
  return { id, doors }
}

async function doorsThatOpen(doors: Record<string, () => Promise<unknown>>): Promise<string[]> {
  const open: string[] = []
  for (const [name, enter] of Object.entries(doors)) {
    if (await enter().then(Boolean, () => false)) open.push(name)
  }
  return open
}

test('before anything happens every door lets its owner in', async () => {
  // Choosing a password ends the flow, so the two are tried on different people.
  for (const leftOut of ['ticket for a new password', 'recovery flow']) {
    const { doors } = await equipped()
    delete doors[leftOut]
    expect(await doorsThatOpen(doors)).toEqual(Object.keys(doors))
  }
})

const acts: Record<string, { act: (id: number) => Promise<unknown>; stays: string[] }> = {
  'being deactivated': {
    act: (id) => deactivateUsers(root(), { selected: { ids: [id] }, reason: undefined }),
    stays: [],
  },
  'being deleted': { act: (id) => deleteUsers(root(), { selected: { ids: [id] } }), stays: [] },
  // The password itself is no session: it is right again once its owner is back.
  'being deactivated and activated': {
    act: async (id) => {
      await deactivateUsers(root(), { selected: { ids: [id] }, reason: undefined })
      await activateUsers(root(), { selected: { ids: [id] } })
    },
    stays: ['password'],
  },
  // A token is not made with the password; the plan of a deactivation counts it, a reset leaves it.
  'a reset of the password': {
    act: (userId) =>
      setPassword(root(), {
        userId,
        password: 'amber lantern on the hill',
        mustChange: false,
        endSessions: true,
      }),
    stays: ['API token'],
  },
}

for (const [name, { act, stays }] of Object.entries(acts)) {
  test(`after ${name} every door refuses what was good before${stays.length > 0 ? `, except: ${stays}` : ''}`, async () => {
    const { id, doors } = await equipped()
    await act(id)
    expect(await doorsThatOpen(doors)).toEqual(stays)
  })
}
