import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { Forbidden, Invalid, LimitReached } from '@/lib/kernel/errors'
import { changeOwnPassword } from '@/lib/passwords/change'
import { rightsOfUser } from '@/lib/rights/gifts'
import { getEditableUser } from '@/lib/users/editable'
import { getUser } from '@/lib/users/get'
import type { UpdateUser } from '@/lib/users/input'
import { updateUser } from '@/lib/users/update'
import { apiAs, userWithToken } from '@/testing/api'
import { at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { newPassword, oldPassword, personWithPassword } from '@/testing/recovery'
import { makeAdministrator, refusalOf } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { said } from '@/words/said'

const database = testDatabase()
const root = () => contextFor(database.db)
const address = () => `${uniqueName('mail')}@example.org`
const minutes = (count: number) => new Date(testTime.getTime() + count * 60_000)
const update = (ctx: Context, id: number, fields: Omit<UpdateUser, 'id' | 'createFolder'>) =>
  updateUser(ctx, { ...fields, id, createFolder: false })

test('whoever may change users but not recover them changes neither address nor username, and all the rest', async () => {
  const editor = at(root(), await somebodyWith(root(), { permission: 'users.update' }))
  const { id, username } = await makeUser(root(), { email: address() })
  const bare = await makeUser(root())
  const changes: [number, Omit<UpdateUser, 'id' | 'createFolder'>][] = [
    [id, { email: address() }],
    [id, { email: null }],
    [bare.id, { email: address() }],
    [id, { username: uniqueName() }],
    [id, { username: username.toUpperCase() }],
    [id, { name: 'Ada', email: address() }],
  ]
  for (const [userId, fields] of changes) {
    const before = await getUser(root(), userId)
    expect(await refusalOf(update(editor, userId, fields))).toMatchObject({
      name: 'Forbidden',
      message: expect.stringContaining('takes the right to recover the user'),
    })
    expect(await getUser(root(), userId)).toEqual(before)
  }
  const { email } = await getUser(root(), id)
  expect(await update(editor, id, { username, email, name: 'Ada', type: 'external' })).toMatchObject({
    name: 'Ada',
    type: 'external',
  })
  expect(await getEditableUser(editor, id)).toMatchObject({ mayRename: false })
})

test('whoever may recover the members of a group changes the addresses of those who hold no more, and of nobody else', async () => {
  const team = await makeGroup(root())
  const [member, boss, outside] = [await makeUser(root()), await makeUser(root()), await makeUser(root())]
  await putInto(root(), team.id, [member.id, boss.id])
  await grantTo(root(), { userId: boss.id }, { permission: 'settings.read' })
  const members = { scope: 'members' as const, scopeGroupId: team.id }
  const helper = at(
    root(),
    await somebodyWith(root(), { permission: 'users.update' }, { permission: 'users.recover', ...members }),
  )
  const email = address()
  expect(await update(helper, member.id, { email })).toMatchObject({ email })
  for (const { id } of [boss, outside]) {
    await expect(update(helper, id, { email: address() })).rejects.toThrow(Forbidden)
    expect((await getUser(root(), id)).email).toBeNull()
  }
})

test('the operator changes any address and any username', async () => {
  const { userId } = await makeAdministrator(root())
  const [username, email] = [uniqueName(), address()]
  expect(await update(root(), userId, { username, email })).toMatchObject({ username, email })
})

/** An administrator with a session they signed in to at the time of the tests. */
async function signedIn() {
  const { id, username } = await personWithPassword(database.db)
  await grantTo(root(), { userId: id }, { permission: 'users.update' })
  const sessionId = randomUUID()
  await database.db.insert(sessions).values({
    ...{ id: sessionId, tokenHash: uniqueName(), userId: id, createdAt: testTime, lastSeenAt: testTime },
    ...{ authenticatedAt: testTime, expiresAt: minutes(24 * 60) },
  })
  const rights = await rightsOfUser({ db: database.db, now: testTime }, id)
  const actor = { type: 'user' as const, userId: id, label: username, rights, sessionId }
  const ctxAt = (now: Date) => ({ ...contextFor(database.db, actor, now), actor })
  return { id, sessionId, ctxAt }
}

test('one’s own address changes within five minutes of signing in, and later only with the current password', async () => {
  const { id, ctxAt } = await signedIn()
  const [first, second, third] = [address(), address(), address()]
  expect(await update(ctxAt(minutes(4)), id, { email: first })).toMatchObject({ email: first })
  for (const [currentPassword, code] of [
    [undefined, 'signIn.errors.currentPasswordMissing'],
    ['', 'signIn.errors.currentPasswordMissing'],
    [newPassword, 'signIn.errors.currentPasswordWrong'],
  ] as const) {
    const refusal = await refusalOf(update(ctxAt(minutes(5)), id, { email: second, currentPassword }))
    expect(refusal).toBeInstanceOf(Invalid)
    expect(refusal).toMatchObject({ fields: { currentPassword: [said(code)] } })
  }
  expect((await getUser(root(), id)).email).toBe(first)
  expect(await update(ctxAt(minutes(5)), id, { name: 'Ada' })).toMatchObject({ name: 'Ada' })
  const proved = { email: second, currentPassword: oldPassword }
  expect(await update(ctxAt(minutes(6)), id, proved)).toMatchObject({ email: second })
  expect(await update(ctxAt(minutes(10)), id, { email: third })).toMatchObject({ email: third })
  await expect(update(ctxAt(minutes(11)), id, { username: uniqueName() })).rejects.toThrow(Invalid)
})

test('the proof of one session is not that of another, and a session that ended proves nothing', async () => {
  const [mine, other] = [await signedIn(), await signedIn()]
  await database.db.update(sessions).set({ userId: mine.id }).where(eq(sessions.id, other.sessionId))
  await update(mine.ctxAt(minutes(9)), mine.id, { email: address(), currentPassword: oldPassword })
  const ctx = mine.ctxAt(minutes(9))
  const elsewhere = { ...ctx, actor: { ...ctx.actor, sessionId: other.sessionId } }
  await expect(update(elsewhere, mine.id, { email: address() })).rejects.toThrow(Invalid)
  await database.db.update(sessions).set({ revokedAt: testTime }).where(eq(sessions.id, mine.sessionId))
  await expect(update(ctx, mine.id, { email: address() })).rejects.toThrow(Invalid)
})

test('guesses at the current password count together, whatever they are made for', async () => {
  const { id, ctxAt } = await signedIn()
  const ctx = ctxAt(minutes(30))
  const change = { currentPassword: 'guess', newPassword, repeatPassword: newPassword }
  for (let tries = 0; tries < 5; tries++) {
    await expect(update(ctx, id, { email: address(), currentPassword: 'guess' })).rejects.toThrow(Invalid)
    await expect(changeOwnPassword(ctx, change)).rejects.toThrow(Invalid)
  }
  for (const refused of [
    () => update(ctx, id, { email: address(), currentPassword: oldPassword }),
    () => changeOwnPassword(ctx, { ...change, currentPassword: oldPassword }),
  ])
    await expect(refused()).rejects.toThrow(LimitReached)
})

test('an API token changes neither address nor username of its own user, and says why; the same value is no change', async () => {
  const own = await userWithToken(database.db, { administrator: true, email: address() })
  const call = apiAs(own.token)
  const path = `/core/users/${own.id}/` as const
  const { email } = await getUser(root(), own.id)
  for (const [method, body] of [
    ['PATCH', { email: address() }],
    ['PATCH', { email: '' }],
    ['PATCH', { username: uniqueName() }],
    ['PATCH', { email: address(), groups: [] as string[] }],
    ['PUT', { username: own.username, name: '', email: address() }],
  ] as const) {
    const answer = await call(path, { method, body })
    expect(answer).toMatchObject({
      status: 403,
      body: { detail: 'Sign in and do this in the console: an API token does not prove that it is you.' },
    })
  }
  expect(await getUser(root(), own.id)).toMatchObject({ email, username: own.username })
  for (const [method, body] of [
    ['PATCH', { email: email ?? '', username: own.username, name: 'Ada' }],
    ['PUT', { username: own.username, name: 'Ada' }],
  ] as const)
    expect((await call(path, { method, body })).status).toBe(200)
})

test('an API token changes the address of somebody else only with the right to recover them', async () => {
  const { id } = await makeUser(root())
  const editor = await userWithToken(database.db)
  await grantTo(root(), { userId: editor.id }, { permission: 'users.update' })
  const change = () =>
    apiAs(editor.token)(`/core/users/${id}/`, { method: 'PATCH', body: { email: address() } })
  expect((await change()).status).toBe(403)
  await grantTo(root(), { userId: editor.id }, { permission: 'users.recover' })
  expect((await change()).status).toBe(200)
})
