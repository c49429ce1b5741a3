import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events, grants, nameChanges } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { deleteGrants } from '@/lib/grants/delete'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { Conflict, DomainError, Forbidden } from '@/lib/kernel/errors'
import { getUser } from '@/lib/users/get'
import { updateUser } from '@/lib/users/update'
import { at, somebodyWith } from '@/testing/groups'
import { visitorAt } from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName, waitForLock } from '@/testing/world'
import { undoNameChange } from './undo'

const database = testDatabase()
const root = () => contextFor(database.db)
const address = () => `${uniqueName('mail')}@example.org`
const rename = (ctx: Context, id: number, fields: { username?: string; email?: string; name?: string }) =>
  updateUser(ctx, { id, createFolder: false, ...fields })

/** What came of a change that began before another was committed. */
async function overtakenBy(change: (ctx: Context) => Promise<unknown>, act: () => Promise<unknown>) {
  const begun = await inTransaction(root(), async (ctx) => {
    await change(ctx)
    const acting = act().catch((error: unknown) => error)
    expect(await Promise.race([acting, waitForLock(ctx)])).toBe('waits')
    return { acting }
  })
  return begun.acting
}

test('whoever loses the right to recover changes no address from that commit on', async () => {
  await makeAdministrator(root())
  const helper = await somebodyWith(root(), { permission: 'users.update' }, { permission: 'users.recover' })
  const { id } = await makeUser(root())
  const held = and(eq(grants.userId, helper.userId), eq(grants.permission, 'users.recover'))
  const ids = (await database.db.select({ id: grants.id }).from(grants).where(held)).map(({ id }) => id)
  const refusal = await overtakenBy(
    (ctx) => deleteGrants(ctx, { ids }),
    () => rename(at(root(), helper), id, { email: address() }),
  )
  expect(refusal).toBeInstanceOf(Forbidden)
  expect((await getUser(root(), id)).email).toBeNull()
})

test('an address is not changed against a user who is no longer as its mails say', async () => {
  const { id } = await makeUser(root(), { email: address() })
  const first = address()
  const refusal = await overtakenBy(
    (ctx) => rename(ctx, id, { email: first }),
    () => rename(root(), id, { email: address() }),
  )
  expect(refusal).toBeInstanceOf(Conflict)
  expect(refusal).toMatchObject({ current: { email: first } })
})

async function changedUser() {
  const before = address()
  const { id } = await makeUser(root(), { email: before })
  await rename(root(), id, { email: address() })
  const token = uniqueName('token')
  await database.db
    .update(nameChanges)
    .set({ tokenHash: hashSecret(token) })
    .where(eq(nameChanges.userId, id))
  return { id, before, token }
}

test('a link used several times at the same moment undoes once', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, before, token } = await changedUser()
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => undoNameChange(visitorAt(database.db, testTime), token)),
    )
    const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused.map((error) => error.constructor)).toEqual([Conflict, Conflict])
    expect((await getUser(root(), id)).email).toBe(before)
    const undone = await database.db.select().from(events).where(eq(events.name, 'user.change_undone'))
    expect(undone.filter(({ subjects }) => subjects[0]?.id === String(id))).toHaveLength(1)
  }
})

test('undoing and changing once more at the same moment end without a deadlock, with one of both', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, before, token } = await changedUser()
    const next = address()
    const tries = await Promise.allSettled([
      undoNameChange(visitorAt(database.db, testTime), token),
      rename(root(), id, { email: next, name: 'Ada' }),
    ])
    for (const each of tries) {
      if (each.status === 'rejected' && !(each.reason instanceof DomainError)) throw each.reason
    }
    expect([before, next]).toContain((await getUser(root(), id)).email)
  }
})
