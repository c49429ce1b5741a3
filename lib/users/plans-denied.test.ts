import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { jobItems, jobs } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Plan } from '@/lib/acts/plan'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import { workOnJobs } from '@/lib/doors/jobs'
import { planGroupDeletion } from '@/lib/groups/delete'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { anyApiAs, tokenOf } from '@/testing/api'
import { at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { crowdIn, giveLink, giveSession, giveToken, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { planActivation } from './activate'
import { deactivateUsers, planDeactivation } from './deactivate'
import { planUserDeletion } from './delete'
import { endSessions, planEndSessions } from './end-sessions'
import { getUser } from './get'

const database = testDatabase()
const root = () => contextFor(database.db)

beforeAll(async () => {
  await makeAdministrator(root())
})

const plans: Record<string, (ctx: Context, selected: SelectedUsers) => Promise<Plan>> = {
  deactivate: planDeactivation,
  activate: planActivation,
  delete: planUserDeletion,
  'end sessions': planEndSessions,
}

const acting: Permission[] = ['users.update', 'users.deactivate', 'users.delete', 'users.end_sessions']

async function withAccess(path: string, isActive: boolean) {
  const user = await makeUser(root(), { path, isActive })
  for (const give of [giveSession, giveSession, giveToken, giveLink]) await give(root(), user.id)
  return user
}

/** Somebody who may act in one folder and see everybody; one user in it, one who holds more in it, one elsewhere. */
async function scene({ isActive = true } = {}) {
  const [mine, other] = [uniqueName('mine'), uniqueName('other')]
  const own = await withAccess(mine, isActive)
  const boss = await withAccess(mine, isActive)
  await grantTo(root(), { userId: boss.id }, { permission: 'settings.update' })
  const stranger = await withAccess(other, isActive)
  const { folderId } = await getUser(root(), own.id)
  const keeper = await somebodyWith(
    root(),
    { permission: 'users.read' },
    ...acting.map((permission) => ({ permission, scope: 'folder' as const, scopeFolderId: folderId })),
  )
  return { mine, folderId, own, boss, stranger, keeper, ctx: at(root(), keeper) }
}

for (const [act, plan] of Object.entries(plans)) {
  test(`a plan to ${act} says of whom one may not do it to that one may not, and nothing else`, async () => {
    const { own, boss, stranger, mine, ctx } = await scene({ isActive: act !== 'activate' })
    const one = await plan(ctx, { ids: [own.id] })
    const all = await plan(ctx, { ids: [own.id, boss.id, stranger.id] })
    expect(one.ends).toContainEqual({ kind: 'sessions', count: 2 })
    expect(all.ends).toEqual(one.ends)
    const { path } = await getUser(root(), stranger.id)
    const bare = (id: number, label: string, note: string, blocker: string) => [
      { id, label, note, ends: [], blocker },
    ]
    expect(all.rows.filter(({ id }) => id === boss.id)).toEqual(
      bare(boss.id, boss.username, mine, 'This user holds rights that you do not hold.'),
    )
    expect(all.rows.filter(({ id }) => id === stranger.id)).toEqual(
      bare(stranger.id, stranger.username, path, 'You may see this user, but not do this.'),
    )
    expect(all.rows.filter(({ id }) => id === own.id)).toEqual(one.rows)
  })
}

test('whether somebody is signed in is not told to who may not end it, by plan or by job', async () => {
  const { own, boss, mine, folderId, ctx } = await scene()
  const out = await makeUser(root(), { path: mine })
  await grantTo(root(), { userId: out.id }, { permission: 'settings.update' })
  const plan = await planEndSessions(ctx, { ids: [own.id, boss.id, out.id] })
  expect(plan.rows.map(({ id, ends, blocker }) => [id, ends.length, blocker !== undefined])).toEqual([
    [boss.id, 0, true],
    [out.id, 0, true],
    [own.id, 1, false],
  ])
  expect(plan.warnings).toEqual([])
  await crowdIn(root(), folderId, 1000)
  const matching = { folder: mine, subfolders: true, q: '' }
  const large = await planEndSessions(ctx, { matching })
  expect(large).toMatchObject({ count: 1, blocked: 2, ends: [{ kind: 'sessions', count: 2 }] })
  const { jobId = '' } = await endSessions(ctx, { selected: { matching } })
  await workUntilIdle()
  expect(await refusedIn(jobId)).toEqual([boss.id, out.id])
})

test('the sums of a plan too large to be listed leave out whoever is above the actor', async () => {
  const { mine, folderId, boss, own, ctx } = await scene()
  await crowdIn(root(), folderId, 1000)
  const matching = { folder: mine, subfolders: true, q: '' }
  const circle = await makeGroup(root())
  await grantTo(root(), { groupId: circle.id }, { permission: 'settings.read' })
  // What the actor holds too puts nobody above them.
  await grantTo(root(), { userId: own.id }, { permission: 'users.read' })
  expect((await planDeactivation(ctx, { matching })).ends).toContainEqual({ kind: 'sessions', count: 2 })
  await putInto(root(), circle.id, [own.id])
  const plan = await planDeactivation(ctx, { matching })
  expect(plan.ends).toEqual([])
  expect(plan.rows.find(({ id }) => id === boss.id)).toMatchObject({
    ends: [],
    blocker: 'This user holds rights that you do not hold.',
  })
  const { jobId = '' } = await deactivateUsers(ctx, { selected: { matching } })
  await workUntilIdle()
  expect(await refusedIn(jobId)).toEqual([own.id, boss.id])
})

async function workUntilIdle() {
  const pace = { sizeFor: () => 1000, note() {} }
  while (await workOnJobs(contextFor(database.db, { type: 'system' }), pace));
}

async function refusedIn(jobId: string): Promise<number[]> {
  const rows = await database.db
    .select({ id: jobItems.userId })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.outcome, 'refused')))
    .orderBy(jobItems.userId)
  await database.db.delete(jobs)
  return rows.map(({ id }) => id)
}

test('a dry run of what a program may not do to a user is refused as the deed is', async () => {
  const { own, boss, stranger, keeper } = await scene()
  const call = anyApiAs(await tokenOf(database.db, keeper.label))
  const statusOf = async (id: number, method: string, query: string, body?: unknown) => {
    const { status } = await call(`/core/users/${id}/${query}`, {
      method,
      ...(body === undefined ? {} : { body }),
    })
    return status
  }
  for (const [id, expected] of [
    [own.id, 200],
    [boss.id, 403],
    [stranger.id, 403],
  ] as const) {
    expect(await statusOf(id, 'DELETE', '?dry_run=true')).toBe(expected)
    expect(await statusOf(id, 'PATCH', '?dry_run=true', { is_active: false })).toBe(expected)
    expect((await call(`/core/users/${id}/used_by/`)).status).toBe(expected)
  }
  for (const id of [boss.id, stranger.id]) {
    expect(await statusOf(id, 'DELETE', '')).toBe(403)
    expect(await statusOf(id, 'PATCH', '', { is_active: false })).toBe(403)
  }
})

test('what goes with a group is told to who may delete it, as far as they see it', async () => {
  const { own, stranger } = await scene()
  const group = await makeGroup(root())
  await putInto(root(), group.id, [own.id, stranger.id])
  await makeGroup(root(), { parents: [group.id] })
  const over = { scope: 'group', scopeGroupId: group.id } as const
  const seeing = { permission: 'users.read', scope: 'user', scopeUserId: own.id } as const
  const deleter = await somebodyWith(root(), { permission: 'groups.delete', ...over }, seeing)
  const plan = await planGroupDeletion(at(root(), deleter), group.id)
  expect(plan.ends).toEqual([{ kind: 'memberships', count: 1 }])
  expect(plan.warnings).toContain('More ends with it than you can see.')
  expect((await planGroupDeletion(root(), group.id)).ends).toEqual([
    { kind: 'memberships', count: 2 },
    { kind: 'grantsOver', count: 1 },
    { kind: 'groupsBelow', count: 1 },
  ])
  const reader = await somebodyWith(root(), { permission: 'groups.read' }, { permission: 'roles.read' })
  for (const [actor, expected] of [
    [deleter, 200],
    [reader, 403],
  ] as const) {
    const call = anyApiAs(await tokenOf(database.db, actor.label))
    const { body } = await anyApiAs(await tokenOf(database.db, actor.label))(
      `/core/groups/?name=${group.name}`,
    )
    const { pk } = (body as { results: { pk: string }[] }).results[0] ?? { pk: '' }
    expect((await call(`/core/groups/${pk}/used_by/`)).status).toBe(expected)
  }
  const call = anyApiAs(await tokenOf(database.db, reader.label))
  const { body } = await call('/rbac/roles/?managed=help_desk')
  const { pk } = (body as { results: { pk: string }[] }).results[0] ?? { pk: '' }
  expect((await call(`/rbac/roles/${pk}/used_by/`)).status).toBe(403)
})
