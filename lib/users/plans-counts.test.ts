import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { grants, groupMembers, jobs, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { getJob } from '@/lib/acts/jobs/get'
import type { Plan } from '@/lib/acts/plan'
import { workOnJobs } from '@/lib/doors/jobs'
import { folderForUsers } from '@/lib/folders/ensure'
import { planMemberRemoval } from '@/lib/groups/change-members'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { lastAdministrator } from '@/lib/rights/administrators'
import { at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { queueMail } from '@/testing/mail'
import { crowdIn, giveLink, giveSession, giveToken, makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { deactivateUsers, ownAccount, planDeactivation } from './deactivate'
import { deleteUsers, planUserDeletion } from './delete'
import { planUserMove } from './move'

const database = testDatabase()
const root = () => contextFor(database.db)

beforeEach(async () => {
  await removeGrants(database)
  await makeAdministrator(root())
})

/** A folder with a crowd in it, as a selection, and how to put more people there. */
async function crowd(count = 1000) {
  const path = uniqueName('crowd')
  const { id } = await folderForUsers(root(), path, { create: true })
  await crowdIn(root(), id, count)
  const join = (userId: number) => database.db.update(users).set({ folderId: id }).where(eq(users.id, userId))
  return { path, folderId: id, join, selected: { matching: { folder: path, subfolders: true, q: '' } } }
}

/** Somebody who may do everything for a day, so that others must remain. */
async function administratorForAWhile() {
  const actor = await makeAdministrator(root())
  const { id: groupId } = await makeGroup(root())
  await database.db.update(grants).set({ userId: null, groupId }).where(eq(grants.userId, actor.userId))
  await putInto(root(), groupId, [actor.userId], new Date(root().now.getTime() + 24 * 60 * 60_000))
  return actor
}

async function workUntilIdle() {
  const pace = { sizeFor: () => 1000, note() {} }
  while (await workOnJobs(contextFor(database.db, { type: 'system' }), pace));
}

const reviewed = ({ hash, typed }: Plan) => ({ hash, ...(typed !== undefined && { typed }) })

for (const { act, plan, apply } of [
  { act: 'delete', plan: planUserDeletion, apply: deleteUsers },
  { act: 'deactivate', plan: planDeactivation, apply: deactivateUsers },
]) {
  test(`to ${act} many counts, and asks to type, those to whom it will be done: never oneself, nor what one has`, async () => {
    const { join, selected } = await crowd()
    const self = await makeAdministrator(root())
    for (const give of [giveSession, giveToken, giveLink]) await give(root(), self.userId)
    const other = await makeUser(root())
    await giveSession(root(), other.id)
    for (const id of [self.userId, other.id]) await join(id)
    const ctx = contextFor(database.db, self)
    const large = await plan(ctx, selected)
    expect(large).toMatchObject({ count: 1001, blocked: 1, typed: 1001, blockers: [] })
    expect(large.ends).toEqual([{ kind: 'sessions', count: 1 }])
    expect(large.warnings).toContain('1 user is passed over: this cannot be done to them.')
    for (const typed of [undefined, 1002])
      await expect(apply(ctx, { selected, review: { hash: large.hash, typed } })).rejects.toThrow(Invalid)
    const { jobId = '' } = await apply(ctx, { selected, review: reviewed(large) })
    await workUntilIdle()
    expect(await getJob(ctx, jobId)).toMatchObject({ total: 1002, done: 1001, refused: 1 })
    await database.db.delete(jobs)
  })

  test(`to ${act} many leaves out the last administrators, in the plan and in every slice of the job`, async () => {
    await removeGrants(database)
    const { join, selected } = await crowd(999)
    const last = [await makeAdministrator(root()), await makeAdministrator(root())]
    for (const { userId } of last) {
      await giveSession(root(), userId)
      await join(userId)
    }
    const starter = contextFor(database.db, await administratorForAWhile())
    const large = await plan(starter, selected)
    expect(large).toMatchObject({ count: 999, blocked: 2, typed: 999, ends: [] })
    const { jobId = '' } = await apply(starter, { selected, review: reviewed(large) })
    // The last administrator stands alone in the last slice.
    await workUntilIdle()
    expect(await getJob(starter, jobId)).toMatchObject({ done: 999, refused: 2 })
    await database.db.delete(jobs)
  })
}

test('to delete many leaves out over whom others hold what one does not hold', async () => {
  const { join, selected } = await crowd()
  const held = await makeUser(root())
  await join(held.id)
  await giveSession(root(), held.id)
  await somebodyWith(root(), { permission: 'users.update', scope: 'user', scopeUserId: held.id })
  const deleter = at(
    root(),
    await somebodyWith(root(), { permission: 'users.read' }, { permission: 'users.delete' }),
  )
  expect(await planUserDeletion(deleter, selected)).toMatchObject({ count: 1000, blocked: 1, ends: [] })
  expect(await planUserDeletion(root(), selected)).toMatchObject({ count: 1001, blocked: 0 })
})

test('to move many leaves out over whom somebody would gain what one does not hold', async () => {
  const { join, selected } = await crowd()
  const { id: folderId } = await folderForUsers(root(), uniqueName('to'), { create: true })
  const known = await makeUser(root())
  await join(known.id)
  const keeping = { permission: 'users.set_password' } as const
  await somebodyWith(
    root(),
    { ...keeping, scope: 'folder', scopeFolderId: folderId },
    { ...keeping, scope: 'user', scopeUserId: known.id },
  )
  const moving = (['users.read', 'users.update', 'users.create'] as const).map((permission) => ({
    permission,
  }))
  const mover = at(root(), await somebodyWith(root(), ...moving))
  expect(await planUserMove(mover, { selected, folderId })).toMatchObject({ count: 1, blocked: 1000 })
  expect(await planUserMove(root(), { selected, folderId })).toMatchObject({ count: 1001, blocked: 0 })
})

test('to take many out of the group of administrators leaves out the last ones', async () => {
  const { folderId, selected } = await crowd(1001)
  const group = await makeGroup(root())
  const people = await database.db.select({ id: users.id }).from(users).where(eq(users.folderId, folderId))
  await database.db
    .insert(groupMembers)
    .values(people.map(({ id }) => ({ groupId: group.id, userId: id, addedAt: root().now })))
  const plan = () => planMemberRemoval(root(), { groupId: group.id, selected })
  expect(await plan()).toMatchObject({ count: 1001, blocked: 0 })
  await database.db.update(grants).set({ userId: null, groupId: group.id })
  const all = await plan()
  expect(all).toMatchObject({ count: 0, blocked: 1001 })
  expect(all.rows[0]?.blocker).toBe(lastAdministrator)
})

test('of a few, who is blocked counts in nothing, and more than 20 are deactivated only with their number typed', async () => {
  const { folderId } = await crowd(20)
  const rows = await database.db.select({ id: users.id }).from(users).where(eq(users.folderId, folderId))
  const ids = rows.map(({ id }) => id)
  const self = await makeAdministrator(root())
  await giveSession(root(), self.userId)
  const ctx = contextFor(database.db, self)
  const twenty = await planDeactivation(ctx, { ids: [...ids, self.userId] })
  expect(twenty).toMatchObject({ count: 20, blocked: 1, ends: [], blockers: [ownAccount] })
  expect(twenty.typed).toBeUndefined()
  const selected = { ids: [...ids, (await makeUser(root())).id] }
  const more = await planDeactivation(ctx, selected)
  expect(more).toMatchObject({ count: 21, blocked: 0, typed: 21 })
  for (const typed of [undefined, 20])
    await expect(deactivateUsers(ctx, { selected, review: { hash: more.hash, typed } })).rejects.toThrow(
      Invalid,
    )
  expect(await deactivateUsers(ctx, { selected, review: reviewed(more) })).toEqual({ count: 21 })
})

/** Somebody who has one of everything that goes with a user. */
async function withBelongings(): Promise<{ id: number; groupId: number }> {
  const user = await makeUser(root())
  const { id } = user
  await giveSession(root(), id)
  for (const permission of ['events.read', 'users.read'] as const)
    await grantTo(root(), { userId: id }, { permission })
  await somebodyWith(root(), { permission: 'users.read', scope: 'user', scopeUserId: id })
  const { id: groupId } = await makeGroup(root())
  await putInto(root(), groupId, [id])
  await putInto(root(), (await makeGroup(root())).id, [id], new Date(root().now.getTime() + 1000))
  await queueMail(database.db, { to: user })
  return { id, groupId }
}

const later = (ctx: Context): Context => ({ ...ctx, now: new Date(ctx.now.getTime() + 2000) })

const belongings = [
  { kind: 'sessions', count: 1 },
  { kind: 'grants', count: 2 },
  { kind: 'grantsOver', count: 1 },
  { kind: 'memberships', count: 1 },
  { kind: 'queuedMails', count: 1 },
]

test('the plan of a deletion names grants held and over the user, lasting memberships and mail not sent yet', async () => {
  const { id } = await withBelongings()
  const bare = await makeUser(root())
  const plan = await planUserDeletion(later(root()), { ids: [id, bare.id] })
  expect(plan.rows.map(({ id, ends }) => [id, ends])).toEqual([
    [id, belongings],
    [bare.id, []],
  ])
  expect([plan.ends, plan.warnings]).toEqual([belongings, ['This cannot be undone.']])
})

test('a plan of many deletions sums the same', async () => {
  const { join, selected } = await crowd()
  for (const { id } of [await withBelongings(), await withBelongings()]) await join(id)
  const { ends } = await planUserDeletion(later(root()), selected)
  expect(ends).toEqual(belongings.map(({ kind, count }) => ({ kind, count: 2 * count })))
})

test('of what goes with a user, whoever deletes them is told what they may read, and that there is more', async () => {
  const { id, groupId } = await withBelongings()
  const deleting = (['users.delete', 'events.read'] as const).map((permission) => ({ permission }))
  const over = { scope: 'user', scopeUserId: id } as const
  const readings = [
    { permission: 'grants.read', ...over },
    { permission: 'groups.read', scope: 'group', scopeGroupId: groupId },
    { permission: 'mail.read', ...over },
  ] as const
  const planBy = async (...given: (typeof readings)[number][]) => {
    const plan = await planUserDeletion(
      later(at(root(), await somebodyWith(root(), ...deleting, ...given))),
      {
        ids: [id],
      },
    )
    return { ends: plan.rows[0]?.ends, more: plan.warnings.includes('More ends with it than you can see.') }
  }
  const [session, held, , membership, mail] = belongings
  expect(await planBy()).toEqual({ ends: [session], more: true })
  expect(await planBy(readings[0])).toEqual({ ends: [session, held], more: true })
  expect(await planBy(...readings)).toEqual({ ends: [session, held, membership, mail], more: true })
})
