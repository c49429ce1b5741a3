import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { countCredentials } from '@/lib/access/credentials'
import type { Actor } from '@/lib/kernel/actor'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import { rightsOfUser } from '@/lib/rights/gifts'
import { someoneAbove } from '@/lib/rights/reach'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { giveLink, giveSession, giveToken, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody } from '@/testing/world'
import { endSessions, planEndSessions } from './end-sessions'

const database = testDatabase({ alsoEmbedded: true })
const context = (actor?: Actor) => contextFor(database.db, actor)

async function helper(): Promise<Actor> {
  const { id, username } = await makeUser(context())
  const { now } = context()
  const grant = { userId: id, permission: 'users.end_sessions', scope: 'everything' as const }
  await database.db.insert(grants).values({ ...grant, id: uuidv7(now), createdAt: now, createdBy: 'a test' })
  return {
    type: 'user',
    userId: id,
    label: username,
    rights: await rightsOfUser(context(), id),
    sessionId: '',
  }
}

test('every session of the user is refused from then on, and tokens and links stay', async () => {
  const { id } = await makeUser(context())
  const secrets = [await giveSession(context(), id), await giveSession(context(), id)]
  const token = await giveToken(context(), id)
  await giveLink(context(), id)
  const actor = await helper()
  const plan = await planEndSessions(context(actor), { ids: [id] })
  expect(plan.ends).toEqual([{ kind: 'sessions', count: 2 }])
  expect(await endSessions(context(actor), { selected: { ids: [id] }, review: { hash: plan.hash } })).toEqual(
    {
      count: 1,
    },
  )
  for (const secret of secrets)
    expect(await authenticateSession(database.db, secret, context().now)).toBeUndefined()
  expect(await authenticateToken(database.db, token, context().now)).toBeDefined()
  expect((await countCredentials(context(), [id])).get(id)?.map(({ kind }) => kind)).toEqual([
    'apiTokens',
    'recoveryLinks',
  ])
  const rows = await database.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'user.sessions_ended')))
  expect(rows.map(({ details, subjects }) => [details, subjects[0]?.id])).toEqual([
    [{ sessions: 2 }, String(id)],
  ])
})

test('whoever is not signed in is left as they are, and the plan says so', async () => {
  const { id } = await makeUser(context())
  const plan = await planEndSessions(context(), { ids: [id] })
  expect([plan.count, plan.warnings]).toEqual([0, ['1 is not signed in.']])
  expect(await endSessions(context(), { selected: { ids: [id] } })).toEqual({ count: 0 })
})

test('a session opened since the look makes another plan, and nothing is done', async () => {
  const { id } = await makeUser(context())
  await giveSession(context(), id)
  const plan = await planEndSessions(context(), { ids: [id] })
  const late = await giveSession(context(), id)
  const input = { selected: { ids: [id] }, review: { hash: plan.hash } }
  await expect(endSessions(context(), input)).rejects.toThrow(Conflict)
  expect(await authenticateSession(database.db, late, context().now)).toBeDefined()
})

test('nobody signs out somebody above them, nor anybody without the permission', async () => {
  const above = await makeAdministrator(context())
  const secret = await giveSession(context(), above.userId)
  const selected = { ids: [above.userId] }
  const actor = await helper()
  expect((await planEndSessions(context(actor), selected)).blockers).toEqual([someoneAbove])
  await expect(endSessions(context(actor), { selected })).rejects.toThrow(someoneAbove)
  await expect(endSessions(context(somebody()), { selected })).rejects.toThrow(Forbidden)
  await expect(planEndSessions(context(somebody()), selected)).rejects.toThrow(Forbidden)
  expect(await authenticateSession(database.db, secret, context().now)).toBeDefined()
})
