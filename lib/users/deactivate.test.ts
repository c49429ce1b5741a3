import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { countCredentials } from '@/lib/access/credentials'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { Conflict } from '@/lib/kernel/errors'
import { lastAdministrator } from '@/lib/rights/administrators'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { authenticateToken } from '@/lib/tokens/authenticate'
import { giveLink, giveSession, giveToken, makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { activateUsers } from './activate'
import { deactivateUsers, ownAccount, planDeactivation } from './deactivate'
import { deleteUsers } from './delete'
import { getUser } from './get'
import { updateUser } from './update'

const database = testDatabase({ alsoEmbedded: true })
const context = (actor?: Actor) => contextFor(database.db, actor)

/** Which of these secrets still open a door. */
async function open({ session, token, link }: { session: string; token: string; link: string }) {
  const { db, now } = context()
  const [row] = await db
    .select()
    .from(recoveryLinks)
    .where(eq(recoveryLinks.tokenHash, hashSecret(link)))
  const access = await countCredentials(context(), [row?.userId ?? 0])
  return {
    session: (await authenticateSession(db, session, now)) !== undefined,
    token: (await authenticateToken(db, token, now)) !== undefined,
    link: [...access.values()].flat().some(({ kind }) => kind === 'recoveryLinks'),
  }
}

async function userWithAccess() {
  const { id } = await makeUser(context())
  const secrets = {
    session: await giveSession(context(), id),
    token: await giveToken(context(), id),
    link: await giveLink(context(), id),
  }
  return { id, secrets }
}

const shut = { session: false, token: false, link: false }

test('deactivating ends every session, token and link, and says since when, by whom and why', async () => {
  const { id, secrets } = await userWithAccess()
  expect(await open(secrets)).toEqual({ session: true, token: true, link: true })
  await deactivateUsers(context(), { selected: { ids: [id] }, reason: 'Left the company' })
  expect(await open(secrets)).toEqual(shut)
  expect(await getUser(context(), id)).toMatchObject({
    ...{
      deactivatedAt: context().now,
      deactivatedBy: 'Operator at the command line',
      deactivationReason: 'Left the company',
    },
  })
  const [event] = await database.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'user.deactivated')))
  expect(event).toMatchObject({
    actorLabel: 'Operator at the command line',
    details: { reason: 'Left the company' },
  })
})

test('activating brings none of it back, nor what came to be while they were out', async () => {
  const { id, secrets } = await userWithAccess()
  await deactivateUsers(context(), { selected: { ids: [id] } })
  const meanwhile = {
    session: await giveSession(context(), id),
    token: await giveToken(context(), id),
    link: await giveLink(context(), id),
  }
  await activateUsers(context(), { selected: { ids: [id] } })
  expect(await open(secrets)).toEqual(shut)
  expect(await open(meanwhile)).toEqual(shut)
  expect(await getUser(context(), id)).toMatchObject({
    ...{ deactivatedAt: null, deactivatedBy: null, deactivationReason: null },
  })
})

const doors: Record<string, (ctx: Context, id: number) => Promise<unknown>> = {
  deactivating: (ctx, id) => deactivateUsers(ctx, { selected: { ids: [id] } }),
  deleting: (ctx, id) => deleteUsers(ctx, { selected: { ids: [id] } }),
  'the form that edits': (ctx, id) => updateUser(ctx, { id, isActive: false, createFolder: false }),
}

for (const [door, passing] of Object.entries(doors)) {
  test(`nobody goes out by their own hand through ${door}`, async () => {
    await makeAdministrator(context())
    const self = await makeAdministrator(context())
    await expect(passing(context(self), self.userId)).rejects.toThrow(/your own account/)
    expect((await getUser(context(), self.userId)).deactivatedAt).toBeNull()
  })

  test(`the last active administrator does not go out through ${door}, whoever asks`, async () => {
    await removeGrants(database)
    const last = await makeAdministrator(context())
    const retired = await makeAdministrator(context())
    await deactivateUsers(context(), { selected: { ids: [retired.userId] } })
    await expect(passing(context({ type: 'operator' }), last.userId)).rejects.toThrow(lastAdministrator)
    expect((await getUser(context(), last.userId)).deactivatedAt).toBeNull()
  })
}

test('in the way of many stand just the rows that cannot go: without them the others can', async () => {
  const self = await makeAdministrator(context())
  const other = await makeUser(context())
  const plan = await planDeactivation(context(self), { ids: [self.userId, other.id] })
  expect(plan.blockers).toEqual([ownAccount])
  expect(plan.rows.map(({ id, blocker }) => [id, blocker])).toEqual([
    [self.userId, ownAccount],
    [other.id, undefined],
  ])
  await expect(
    deactivateUsers(context(self), { selected: { ids: [self.userId, other.id] } }),
  ).rejects.toThrow(Conflict)
  expect((await getUser(context(), other.id)).deactivatedAt).toBeNull()
  expect(await deactivateUsers(context(self), { selected: { ids: [other.id] } })).toEqual({ count: 1 })
})

test('all administrators at once cannot go, and each of them is named', async () => {
  await removeGrants(database)
  const [a, b] = [await makeAdministrator(context()), await makeAdministrator(context())]
  const plan = await planDeactivation(context(), { ids: [a.userId, b.userId] })
  expect(plan.rows.map(({ blocker }) => blocker)).toEqual([lastAdministrator, lastAdministrator])
})
