import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { applyToSome, planAct } from '@/lib/acts/act'
import { addingTo } from '@/lib/groups/members'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { setPassword } from '@/lib/passwords/set'
import { startRecovery } from '@/lib/recovery/start'
import { tableOf } from '@/lib/rights/administrators'
import type { Permission } from '@/lib/rights/catalogue'
import { updateUser } from '@/lib/users/update'
import { apiAs, tokenOf as apiTokenOf } from '@/testing/api'
import { actorOf, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { helperWith, makeKnown, promotion, worksOf } from '@/testing/raising'
import { doors, groupThatGives, promoteBy, uuidsOf } from '@/testing/raising-doors'
import { askForToken, newPassword, visitorAt } from '@/testing/recovery'
import { giveLink, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { losersAmong, losesAsMember, losesAsUser } from './losers'

const database = testDatabase()
const root = () => contextFor(database.db)
beforeAll(async () => {
  await makeAdministrator(root())
})

const giving: Permission[] = [
  ...(['settings.update', 'users.read', 'groups.create', 'groups.update', 'groups.change_members'] as const),
  ...(['roles.read', 'roles.update', 'grants.create', 'grants.delete'] as const),
]

/** Somebody who may give by every door and holds what they give. */
async function giver(now = testTime): Promise<Context & { username: string }> {
  const { id: userId, username } = await makeUser(root())
  for (const permission of giving) await grantTo(root(), { userId }, { permission })
  return { ...contextFor(database.db, await actorOf(root(), userId), now), username }
}

const raiseAbove = (userId: number) => grantTo(root(), { userId }, { permission: 'jobs.read' })

async function somebodyAbove() {
  const user = await makeUser(root(), { email: `${uniqueName('p')}@example.org` })
  await raiseAbove(user.id)
  return user
}

/** Whether something of theirs can still be lost. */
async function hasLink({ id }: { id: number }) {
  return (await losersAmong(root(), [id], [])).has(id)
}

const losing = expect.objectContaining({ message: expect.stringContaining('would lose a password') })

for (const [door, open] of Object.entries(doors)) {
  test(`nobody ends the links of somebody above them, who ${door}`, async () => {
    const user = await somebodyAbove()
    await giveLink(root(), user.id)
    await expect(open(await giver(), user.id)).rejects.toThrow(losing)
    expect(await hasLink(user)).toBe(true)
  })

  test(`who loses nothing may be given something by somebody weaker, and ${door}`, async () => {
    await open(await giver(), (await somebodyAbove()).id)
  })
}

/** Each gives a user something to lose, by means of somebody weaker or by mail. */
const things: Record<string, (user: { id: number; username: string }) => Promise<unknown>> = {
  'a link that undoes a change': ({ id }) =>
    updateUser(root(), { id, email: `${uniqueName('q')}@example.org`, createFolder: false }),
  'a recovery that a newer link has replaced': async (user) => {
    await startRecovery(visitorAt(database.db), await askForToken(database.db, user))
    await askForToken(database.db, user)
    await database.db.execute('delete from recovery_links where replaced_at is null')
  },
}

test.each(Object.entries(things))('nobody ends %s of somebody above them', async (_, give) => {
  const user = await somebodyAbove()
  await give(user)
  await expect(promoteBy(await giver(), user.id)).rejects.toThrow(losesAsUser)
  await expect(doors['is put into a group']?.(await giver(), user.id)).rejects.toThrow(losing)
  expect(await hasLink(user)).toBe(true)
})

test('nobody ends a password or a session of somebody above them', async () => {
  const helper = await helperWith(database.db)
  const [known, onlySession] = [await makeKnown(helper), await makeKnown(helper)]
  const input = { password: newPassword, mustChange: false, endSessions: false }
  await setPassword(root(), { ...input, userId: onlySession.id })
  for (const user of [known, onlySession]) {
    await raiseAbove(user.id)
    await expect(promoteBy(await giver(), user.id)).rejects.toThrow(losesAsUser)
    await expect(doors['is put into a group']?.(await giver(), user.id)).rejects.toThrow(losing)
  }
  expect(await worksOf(database.db, known)).toEqual(['session', 'ticket', 'password'])
  expect(await worksOf(database.db, onlySession)).toEqual(['session'])
})

test('nobody ends recovery by mail for somebody above them', async () => {
  const user = await somebodyAbove()
  const { userId } = await somebodyWith(root())
  await database.db
    .update(users)
    .set({ emailSetBy: [userId] })
    .where(eq(users.id, user.id))
  await expect(promoteBy(await giver(), user.id)).rejects.toThrow(losesAsUser)
  await promoteBy(root(), user.id)
})

test('what can no longer be used keeps nobody from being given something', async () => {
  const user = await makeKnown(await helperWith(database.db))
  const input = { userId: user.id, password: newPassword, mustChange: false, endSessions: false }
  await setPassword(root(), input)
  await raiseAbove(user.id)
  await giveLink(root(), user.id)
  await updateUser(root(), { id: user.id, email: `${uniqueName('p')}@example.org`, createFolder: false })
  const monthLater = new Date(testTime.getTime() + 30 * 24 * 60 * 60_000)
  await expect(promoteBy(await giver(), user.id)).rejects.toThrow(losesAsUser)
  await promoteBy(await giver(monthLater), user.id)
})

test('who holds all that somebody holds may bring about the end of their password', async () => {
  for (const open of [promoteBy, doors['is put into a group']]) {
    const user = await makeKnown(await helperWith(database.db))
    await open?.(await giver(), user.id)
    expect(await worksOf(database.db, user)).toEqual([])
  }
})

test('whoever may not give something is told so, and nothing of what would end', async () => {
  const user = await somebodyAbove()
  await giveLink(root(), user.id)
  const ctx = await giver()
  const mine = 'userId' in ctx.actor ? ctx.actor.userId : 0
  await database.db
    .delete(grants)
    .where(and(eq(grants.userId, mine), eq(grants.permission, promotion.permission)))
  await expect(promoteBy(ctx, user.id)).rejects.toThrow(
    'You can only give and take away what you hold yourself.',
  )
})

test('of a group it is said that somebody would lose, and not who', async () => {
  const user = await somebodyAbove()
  await giveLink(root(), user.id)
  for (const door of ['is in a group that is given a permission', 'is in a group that is put below another'])
    await expect(doors[door]?.(await giver(), user.id)).rejects.toThrow(losesAsMember)
})

test('the plan says of each row what the deed does, also among many and in a job', async () => {
  const [loses, keeps] = [await somebodyAbove(), await somebodyAbove()]
  await giveLink(root(), loses.id)
  const ids = [loses.id, keeps.id]
  const options = { groupId: await groupThatGives(database.db), until: null }
  const ctx = await giver()
  const act = await addingTo(ctx, options)
  const plan = await planAct(ctx, act, { ids })
  expect(plan.rows.map(({ id, blocker }) => [id, blocker])).toEqual([
    [loses.id, losesAsUser],
    [keeps.id, undefined],
  ])
  const blocked = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(await act.blocked?.(ctx, tableOf(ids)))
  expect(blocked).toEqual([{ id: loses.id }])
  const slice = { ids, all: tableOf(ids) }
  expect(await inTransaction(ctx, (ctx) => applyToSome(ctx, act, slice, options))).toEqual([
    { id: loses.id, outcome: 'refused', message: losesAsUser },
    { id: keeps.id, outcome: 'done' },
  ])
  expect(await hasLink(loses)).toBe(true)
})

test('a group that gives nothing, or nothing new, takes in anybody', async () => {
  const user = await somebodyAbove()
  await giveLink(root(), user.id)
  const ctx = await giver()
  await putInto(ctx, (await makeGroup(root())).id, [user.id])
  await grantTo(root(), { userId: user.id }, promotion)
  await putInto(ctx, await groupThatGives(database.db), [user.id])
  expect(await hasLink(user)).toBe(true)
})

test('scripts are refused with the same words', async () => {
  const ctx = await giver()
  const call = apiAs(await apiTokenOf(database.db, ctx.username))
  const { id: user } = await somebodyAbove()
  await giveLink(contextFor(database.db, undefined, new Date()), user)
  const [uuid = ''] = await uuidsOf(database.db, [await groupThatGives(database.db)])
  const grant = await call('/rbac/grants/', { body: { user, ...promotion, scope: 'everything' } })
  expect(grant).toMatchObject({ status: 403, body: { detail: losesAsUser } })
  const added = await call(`/core/groups/${uuid}/add_user/`, { body: { pk: user } })
  expect(added).toMatchObject({ status: 400, body: { non_field_errors: [losesAsUser] } })
})
