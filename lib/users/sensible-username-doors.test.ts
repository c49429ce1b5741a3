import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { mails, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { runOperatorCommand } from '@/lib/doors/operator/commands'
import { createFolder } from '@/lib/folders/create'
import { renameFolder } from '@/lib/folders/rename'
import { createGroup } from '@/lib/groups/create'
import { updateGroup } from '@/lib/groups/update'
import { computedNames } from '@/lib/kernel/names'
import { openContent } from '@/lib/mail/content'
import { createRole } from '@/lib/roles/create'
import { updateRole } from '@/lib/roles/update'
import { bootstrap } from '@/lib/setup/bootstrap'
import { newSetupLink } from '@/lib/setup/link'
import { setUp } from '@/lib/setup/set-up'
import { anyApiAs, userWithToken } from '@/testing/api'
import { removeGrants } from '@/testing/users'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { getUser } from './get'
import { undoNameChange } from './name-changes/undo'
import { updateUser } from './update'

const database = testDatabase()
const root = () => contextFor(database.db)
let call: ReturnType<typeof anyApiAs>

beforeAll(async () => {
  call = anyApiAs((await userWithToken(database.db, { administrator: true })).token)
})

const words = 'Operator at the command line'
const mixed = 'wаrden'
const password = 'plum orbit candle fifty'
const sentence =
  /^This (reads as what Latchkey writes where a name stands|username mixes scripts: “w” is Latin, “а” is Cyrillic)/
const refused = { fields: { username: [expect.stringMatching(sentence)] } }

/** An account of before the rule. */
async function makeOld(username: string, email: string | null = null) {
  const { id } = await makeUser(root(), { email })
  const names = computedNames({ username, name: '', email })
  await database.db
    .update(users)
    .set({ username, ...names })
    .where(eq(users.id, id))
  return id
}

for (const username of [words, mixed]) {
  test(`nobody is made with the username ${username}, by no door`, async () => {
    await expect(makeUser(root(), { username })).rejects.toMatchObject(refused)
    const made = await call('/core/users/', { body: { username, name: '' } })
    expect(made).toMatchObject({ status: 400, body: { username: [expect.stringMatching(sentence)] } })
    expect(await runOperatorCommand(database.db, ['create-admin', username], testTime)).toMatchObject({
      exitCode: 2,
      output: expect.stringMatching(sentence),
    })
    await removeGrants(database)
    const link = new URL((await newSetupLink(contextFor(database.db, { type: 'visitor' }))) ?? '')
    const first = { username, name: '', email: null, password }
    await expect(
      setUp(contextFor(database.db, { type: 'visitor' }), {
        token: link.searchParams.get('token') ?? '',
        ...first,
      }),
    ).rejects.toMatchObject(refused)
    const start = bootstrap(root(), {
      LATCHKEY_BOOTSTRAP_USERNAME: username,
      LATCHKEY_BOOTSTRAP_PASSWORD: password,
      LATCHKEY_BOOTSTRAP_EMAIL: undefined,
      LATCHKEY_BOOTSTRAP_TOKEN: undefined,
    })
    await expect(start).rejects.toThrow(/^LATCHKEY_BOOTSTRAP_USERNAME cannot be used: This /)
    expect(await database.db.$count(users, eq(users.username, username))).toBe(0)
    call = anyApiAs((await userWithToken(database.db, { administrator: true })).token)
  })

  test(`nobody is renamed to ${username}, by others, the API or themselves`, async () => {
    const user = await makeUser(root())
    const change = { id: user.id, username, createFolder: false }
    await expect(updateUser(root(), change)).rejects.toMatchObject(refused)
    const patched = await call(`/core/users/${user.id}/`, { method: 'PATCH', body: { username } })
    expect(patched).toMatchObject({ status: 400, body: { username: [expect.stringMatching(sentence)] } })
    const [row] = await database.db.select().from(users).where(eq(users.id, user.id))
    expect(row?.username).toBe(user.username)
  })

  test(`an account that has the username ${username} already keeps it through other changes`, async () => {
    const id = await makeOld(username)
    await updateUser(root(), { id, username, name: 'Ada', createFolder: false })
    const put = await call(`/core/users/${id}/`, { method: 'PUT', body: { username, name: 'Grace' } })
    expect(put).toMatchObject({ status: 200, body: { username, name: 'Grace' } })
    await expect(
      updateUser(root(), { id, username: username.toUpperCase(), createFolder: false }),
    ).rejects.toMatchObject({ fields: { username: [expect.stringMatching(/^This /)] } })
    await updateUser(root(), { id, username: uniqueName(), createFolder: false })
  })
}

test('groups, roles and folders are not called as what stands in place of one out of view, but in any script', async () => {
  const hidden = 'a group outside your View.'
  const name = { fields: { name: [expect.stringMatching(/^This reads as what stands in place/)] } }
  const group = (name: string) => createGroup(root(), { name, parents: [], attributes: {} })
  const role = (name: string) => createRole(root(), { name, description: '', permissions: [] })
  const folder = (name: string) => createFolder(root(), { parentId: 1, name })
  for (const make of [group, role, folder]) await expect(make(hidden)).rejects.toMatchObject(name)
  await expect(makeUser(root(), { path: `users/${hidden}` })).rejects.toMatchObject({
    fields: { path: name.fields.name },
  })
  await expect(group('The members of a group outside your view')).rejects.toMatchObject(name)
  const fine = uniqueName('Отдел IT')
  const [g, r, f] = [await group(fine), await role(fine), await folder(fine)]
  await expect(updateGroup(root(), { id: g.id, name: hidden })).rejects.toMatchObject(name)
  await expect(updateRole(root(), { id: r.id, name: hidden })).rejects.toMatchObject(name)
  await expect(renameFolder(root(), { id: f.id, name: hidden })).rejects.toMatchObject(name)
})

test('the link of a change puts back a username that nobody would be given today, since its owner signs in with it', async () => {
  const [username, email] = ['pаlace', `${uniqueName('palace')}@example.org`]
  const id = await makeOld(username, email)
  await updateUser(root(), { id, username: uniqueName('taken-over'), createFolder: false })
  const [mail] = await database.db.select().from(mails).where(eq(mails.recipient, email))
  const [, token] = openContent(mail?.content ?? '')?.text.match(/\/undo\/([\w-]+)/) ?? []
  await undoNameChange(contextFor(database.db, { type: 'visitor' }), token ?? '')
  expect(await getUser(root(), id)).toMatchObject({ username })
})
