import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { deleteFolder } from '@/lib/folders/delete'
import { getFolderByPath } from '@/lib/folders/get'
import { moveFolder } from '@/lib/folders/move'
import { createGrant } from '@/lib/grants/create'
import { deleteGrants } from '@/lib/grants/delete'
import { removeMembers } from '@/lib/groups/change-members'
import { updateGroup } from '@/lib/groups/update'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { DomainError, Forbidden } from '@/lib/kernel/errors'
import { setPassword } from '@/lib/passwords/set'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { getUser } from '@/lib/users/get'
import { moveUsers } from '@/lib/users/move'
import { updateUser } from '@/lib/users/update'
import { at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { newPassword } from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName, waitForLock } from '@/testing/world'

const database = testDatabase()
const root = () => contextFor(database.db)

/** What lets somebody into the account of another. */
const ways: Record<string, (ctx: Context, userId: number) => Promise<unknown>> = {
  'setting the password': (ctx, userId) =>
    setPassword(ctx, { userId, password: newPassword, mustChange: false, endSessions: true }),
  'a recovery link': (ctx, userId) => createRecoveryLink(ctx, { userId, lifetimeMinutes: 60 }),
  'another address': (ctx, userId) =>
    updateUser(ctx, { id: userId, email: `${uniqueName()}@example.org`, createFolder: false }),
}

/** What begins while somebody else changes rights and has not committed yet: what came of it once they had. */
async function afterwards(change: (ctx: Context) => Promise<unknown>, act: () => Promise<unknown>) {
  const begun = await inTransaction(root(), async (ctx) => {
    await change(ctx)
    const acting = act().then(
      () => 'done',
      (error: unknown) => error,
    )
    expect(await Promise.race([acting, waitForLock(ctx)])).toBe('waits')
    return { acting }
  })
  return begun.acting
}

for (const [way, take] of Object.entries(ways)) {
  test(`whoever is being given rights is out of reach of ${way} from that commit on`, async () => {
    const { id: userId } = await makeUser(root())
    const helper = await somebodyWith(
      root(),
      { permission: 'users.set_password' },
      { permission: 'users.recover' },
      { permission: 'users.update' },
    )
    const scope = { kind: 'everything' as const }
    const given = { holder: { userId }, given: { permission: 'settings.update' as const }, scope }
    const outcome = afterwards(
      (ctx) => createGrant(ctx, given),
      () => take(at(root(), helper), userId),
    )
    expect(await outcome).toBeInstanceOf(Forbidden)
  })
}

type Place = { id: number; path: string }

/** What brings people, and what they are in, into a place. */
const draws: Record<
  string,
  (ctx: Context, who: { userId: number; from: Place; to: Place }) => Promise<unknown>
> = {
  'moving users': (ctx, { userId, to }) => moveUsers(ctx, { selected: { ids: [userId] }, folderId: to.id }),
  'changing a path': (ctx, { userId, to }) =>
    updateUser(ctx, { id: userId, path: to.path, createFolder: false }),
  'moving a folder': (ctx, { from, to }) => moveFolder(ctx, { id: from.id, parentId: to.id }),
  'deleting a folder': (ctx, { from, to }) => deleteFolder(ctx, { id: from.id, moveUsersTo: to.id }),
}

async function placed() {
  await makeAdministrator(root())
  const [from, to] = [uniqueName('from'), uniqueName('to')]
  const { id: userId } = await makeUser(root(), { path: from })
  await makeUser(root(), { path: to })
  const place = async (path: string) => ({ id: (await getFolderByPath(root(), path)).id, path })
  const [start, end] = [await place(from), await place(to)]
  const moving = [
    'users.update',
    'users.create',
    'folders.update',
    'folders.create',
    'folders.delete',
  ] as const
  const mover = await somebodyWith(root(), ...moving.map((permission) => ({ permission })))
  return { who: { userId, from: start, to: end }, mover, holder: { userId: mover.userId } }
}

for (const [way, draw] of Object.entries(draws)) {
  test(`whoever may put people into a place does so by ${way}`, async () => {
    const { who, mover } = await placed()
    await draw(at(root(), mover), who)
    expect((await getUser(root(), who.userId)).path).toMatch(new RegExp(`^${who.to.path}(/|$)`))
  })

  test(`whoever is being given a right over a place draws nobody into it by ${way}`, async () => {
    const { who, mover, holder } = await placed()
    const scope = { kind: 'folder' as const, id: who.to.id }
    const outcome = await afterwards(
      (ctx) => createGrant(ctx, { holder, given: { permission: 'users.recover' }, scope }),
      () => draw(at(root(), mover), who),
    )
    expect(outcome).toBeInstanceOf(DomainError)
    expect(outcome).toMatchObject({ message: expect.stringMatching(/a right over them/) })
    expect(await getUser(root(), who.userId)).toMatchObject({ folderId: who.from.id, path: who.from.path })
  })

  test(`where another is being given a right over a place, nobody who lacks it draws people there by ${way}`, async () => {
    const { who, mover } = await placed()
    const holder = { userId: (await makeUser(root())).id }
    const scope = { kind: 'folder' as const, id: who.to.id }
    const outcome = await afterwards(
      (ctx) => createGrant(ctx, { holder, given: { permission: 'users.recover' }, scope }),
      () => draw(at(root(), mover), who),
    )
    expect(outcome).toMatchObject({ message: expect.stringMatching(/a right over them/) })
    expect(await getUser(root(), who.userId)).toMatchObject({ folderId: who.from.id, path: who.from.path })
  })

  test(`whoever loses what they may do in a place puts nobody there any more by ${way}`, async () => {
    const { who, mover } = await placed()
    const held = and(
      eq(grants.userId, mover.userId),
      inArray(grants.permission, ['users.create', 'folders.create']),
    )
    const ids = (await database.db.select({ id: grants.id }).from(grants).where(held)).map(({ id }) => id)
    const outcome = await afterwards(
      (ctx) => deleteGrants(ctx, { ids }),
      () => draw(at(root(), mover), who),
    )
    expect(outcome).toBeInstanceOf(Forbidden)
    expect(await getUser(root(), who.userId)).toMatchObject({ folderId: who.from.id, path: who.from.path })
  })
}

test('two deeds at once do not bring somebody where neither of them alone could', async () => {
  const { who } = await placed()
  const [inner, outer] = [await makeGroup(root()), await makeGroup(root())]
  const watcher = await makeUser(root())
  const over = { scope: 'members', scopeGroupId: outer.id } as const
  await grantTo(root(), { userId: watcher.id }, { permission: 'users.recover', ...over })
  const mover = await somebodyWith(
    root(),
    ...(['users.read', 'groups.update', 'groups.change_members'] as const).map((permission) => ({
      permission,
    })),
  )
  const deeds = [
    (ctx: Context) => putInto(at(ctx, mover), inner.id, [who.userId]),
    (ctx: Context) => updateGroup(at(ctx, mover), { id: inner.id, parents: [outer.id] }),
  ]
  for (const [first, second] of [deeds, deeds.toReversed()]) {
    const outcome = await afterwards(
      (ctx) => first?.(ctx) ?? Promise.reject(),
      () => second?.(root()) ?? Promise.reject(),
    )
    expect(outcome).toMatchObject({ message: expect.stringMatching(/a right over them/) })
    await updateGroup(root(), { id: inner.id, parents: [] })
    await removeMembers(root(), { groupId: inner.id, selected: { ids: [who.userId] } })
  }
})
