import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { givableTo } from '@/lib/grants/givable'
import type { Holder } from '@/lib/grants/input'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { planAddition } from '@/lib/groups/change-members'
import { foreseeAddition, foreseeParents } from '@/lib/groups/foresee'
import { Forbidden } from '@/lib/kernel/errors'
import { createRole } from '@/lib/roles/create'
import { foreseePermissions } from '@/lib/roles/foresee'
import { deactivateUsers } from '@/lib/users/deactivate'
import { updateUser } from '@/lib/users/update'
import { apiAs, userWithToken } from '@/testing/api'
import { at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { helperWith, makeKnown, promote, promotion, worksOf } from '@/testing/raising'
import { groupThatGives, uuidsOf } from '@/testing/raising-doors'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)

const warningsFor = async (holder: Holder, ctx = root()) => (await givableTo(ctx, holder)).warnings
const ofSomebody = expect.stringMatching(
  /^Somebody else knows .* one of these users\. .* the user needs a recovery link\.$/,
)
const stops = 'the password stops working and the user needs a recovery link.'

test('who assigns something is told whose knowledge of a password may end it', async () => {
  const helper = await helperWith(database.db)
  const { id: userId } = await makeKnown(helper)
  const { userId: helperId, label } = { userId: 0, label: '', ...helper.actor }
  const unless = (who: string) => `If ${who} does not hold everything this user will hold, ${stops}`
  expect(await warningsFor({ userId })).toEqual([`${label} knows this user's password. ${unless(label)}`])
  const narrow = await somebodyWith(root(), {
    ...{ permission: 'grants.create', scope: 'user', scopeUserId: userId },
  })
  expect(await warningsFor({ userId }, at(root(), narrow))).toEqual([
    `Somebody outside your view knows this user's password. ${unless('that person')}`,
  ])
  await deactivateUsers(root(), { selected: { ids: [helperId] } })
  const always = [`${label} knows this user's password. Once this user gains anything, ${stops}`]
  expect(await warningsFor({ userId })).toEqual(always)
})

test('who gives something to a group is warned where a password of a member may end, and only there', async () => {
  const known = await makeKnown(contextFor(database.db, await makeAdministrator(root())))
  const { id: groupId } = await makeGroup(root())
  await putInto(root(), groupId, [known.id])
  expect(await warningsFor({ userId: known.id })).toEqual([])
  expect(await warningsFor({ groupId })).toEqual([])
  await putInto(root(), groupId, [(await makeKnown(await helperWith(database.db))).id])
  expect(await warningsFor({ groupId })).toEqual([ofSomebody])
})

type Foreseeing = (known: { ids: number[] }) => Promise<string[]>

/** Before each deed that gives something to somebody, what is said of it. */
const deeds: Record<string, Foreseeing> = {
  'is added to groups': async (selected) =>
    foreseeAddition(root(), { groupIds: [await groupThatGives(database.db)], selected }),
  'is added to a group, in the plan of it': async (selected) => {
    const input = { groupId: await groupThatGives(database.db), selected, until: null }
    return (await planAddition(root(), input)).warnings
  },
  'is in a group that is put below others': async ({ ids }) => {
    const { id } = await makeGroup(root())
    await putInto(root(), id, ids)
    return foreseeParents(root(), { id, parents: [await groupThatGives(database.db)] })
  },
  'has a role that is widened': async ({ ids }) => {
    const { id, uuid } = await createRole(root(), {
      ...{ name: uniqueName('role'), description: '', permissions: ['users.read'] },
    })
    for (const userId of ids) await replaceRoles(root(), { userId }, [uuid])
    return foreseePermissions(root(), { id, permissions: ['users.read', promotion.permission] })
  },
}

test.each(Object.entries(deeds))(
  'it is told before that a password may end of somebody who %s',
  async (_, foresee) => {
    const weak = await helperWith(database.db)
    const [one, other] = [await makeKnown(weak), await makeKnown(root())]
    const both = await foresee({ ids: [one.id, other.id] })
    expect(both).toEqual([ofSomebody])
  },
)

test.each(Object.entries(deeds))(
  'nothing is told where no password will end of somebody who %s',
  async (_, foresee) => {
    const equal = await helperWith(database.db, promotion.permission)
    const [known, gainless] = [await makeKnown(equal), await makeKnown(await helperWith(database.db))]
    await grantTo(root(), { userId: gainless.id }, promotion)
    expect(await foresee({ ids: [known.id, gainless.id] })).toEqual([])
  },
)

test('of one user it is told who knows the password, and a group that gives nothing ends none', async () => {
  const helper = await helperWith(database.db)
  const known = await makeKnown(helper)
  const { label } = { label: '', ...helper.actor }
  const selected = { ids: [known.id] }
  const groupId = await groupThatGives(database.db)
  const unless = `If ${label} does not hold everything this user will hold, ${stops}`
  const warning = `${label} knows this user's password. ${unless}`
  expect(await foreseeAddition(root(), { groupIds: [groupId], selected })).toEqual([warning])
  const { id: empty } = await makeGroup(root())
  expect(await foreseeAddition(root(), { groupIds: [empty], selected })).toEqual([])
  expect(await foreseeParents(root(), { id: empty, parents: [groupId] })).toEqual([])
  const { token } = await userWithToken(database.db, { administrator: true })
  const [uuid] = await uuidsOf(database.db, [groupId])
  const answer = await apiAs(token)(`/core/groups/${uuid}/add_user/?dry_run=true`, { body: { pk: known.id } })
  expect(answer).toMatchObject({ status: 200, body: { warnings: [warning], blockers: [] } })
  expect(await worksOf(database.db, known)).toEqual(['session', 'ticket', 'password'])
})

test('nothing is foreseen for whoever may not do it', async () => {
  const known = await makeKnown(await helperWith(database.db))
  const groupId = await groupThatGives(database.db)
  const own = await makeGroup(root())
  const actor = await somebodyWith(
    root(),
    ...(['users.read', 'groups.read', 'groups.update', 'groups.change_members', 'roles.update'] as const).map(
      (permission) => ({ permission }),
    ),
  )
  const ctx = at(root(), actor)
  const { id: roleId, uuid } = await createRole(root(), {
    ...{ name: uniqueName('role'), description: '', permissions: ['users.read'] },
  })
  await replaceRoles(root(), { userId: known.id }, [uuid])
  const selected = { ids: [known.id] }
  const permissions = ['users.read', promotion.permission] as const
  await expect(foreseeAddition(ctx, { groupIds: [groupId], selected })).rejects.toThrow(Forbidden)
  await expect(foreseeParents(ctx, { id: own.id, parents: [groupId] })).rejects.toThrow(Forbidden)
  await expect(foreseePermissions(ctx, { id: roleId, permissions: [...permissions] })).rejects.toThrow(
    Forbidden,
  )
})

test('who gives something is told whose address it may take out of recovery by mail', async () => {
  const helper = await helperWith(database.db, 'users.update')
  const { label } = { label: '', ...helper.actor }
  const { id: userId } = await makeUser(root())
  const email = `${uniqueName('p')}@example.org`
  await updateUser(helper, { id: userId, email, createFolder: false })
  const ends = 'no recovery link is mailed to the address until it is confirmed.'
  expect(await warningsFor({ userId })).toEqual([
    `${label} set this user's e-mail address. If ${label} does not hold everything this user will hold, ${ends}`,
  ])
  const { id: groupId } = await makeGroup(root())
  await putInto(root(), groupId, [userId])
  expect(await warningsFor({ groupId })).toEqual([
    expect.stringMatching(/^Somebody else set the e-mail address of one of .* until it is confirmed\.$/),
  ])
  await promote(database.db, userId)
  expect(await warningsFor({ userId })).toEqual([])
})
