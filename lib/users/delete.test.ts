import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { apiTokens, recoveryLinks, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { giveLink, giveSession, giveToken, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { deleteUsers, planUserDeletion } from './delete'
import { getUser } from './get'
import { updateUser } from './update'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

test('a deleted user is gone with everything they owned, and the events stay with the names of their time', async () => {
  const { id, username } = await makeUser(context(), { path: 'users/gone' })
  await giveSession(context(), id)
  await giveToken(context(), id)
  await giveLink(context(), id)
  const renamed = `${username}-renamed`
  await updateUser(context(), { id, username: renamed, createFolder: false })
  await deleteUsers(context(), { selected: { ids: [id] } })

  await expect(getUser(context(), id)).rejects.toThrow(NotFound)
  for (const table of [sessions, apiTokens, recoveryLinks])
    expect(await database.db.select().from(table).where(eq(table.userId, id))).toEqual([])
  const { rows } = await listEvents(context(), { ...ListEvents.parse({}), about: { type: 'user', id } })
  expect(rows.map((row) => [row.name, row.subjects[0]?.label])).toEqual(
    expect.arrayContaining([
      ['user.created', username],
      ['user.updated', renamed],
      ['user.deleted', renamed],
    ]),
  )
  expect(rows.find((row) => row.name === 'user.deleted')?.details).toEqual({ path: 'users/gone' })
})

test('what a deleted user did stays readable under their name', async () => {
  await makeAdministrator(context())
  const actor = await makeAdministrator(context())
  await makeUser(contextFor(database.db, actor))
  await deleteUsers(context(), { selected: { ids: [actor.userId] } })
  const { rows } = await listEvents(context(), {
    ...ListEvents.parse({}),
    about: { type: 'user', id: actor.userId },
  })
  expect(rows.filter((row) => row.name === 'user.created').map((row) => row.actorLabel)).toContain(
    actor.label,
  )
})

test('of several users all are deleted or none', async () => {
  const self = await makeAdministrator(context())
  const ids = [(await makeUser(context())).id, (await makeUser(context())).id, self.userId]
  await expect(deleteUsers(contextFor(database.db, self), { selected: { ids } })).rejects.toThrow(
    'You cannot delete your own account.',
  )
  expect(await database.db.select().from(users).where(inArray(users.id, ids))).toHaveLength(3)
  const others = ids.slice(0, 2)
  expect(await deleteUsers(context(), { selected: { ids: others } })).toEqual({ count: 2 })
  expect(await database.db.select().from(users).where(inArray(users.id, ids))).toHaveLength(1)
})

test('several users, or one with a live token, are deleted only with their number typed', async () => {
  const plain = await makeUser(context())
  expect((await planUserDeletion(context(), { ids: [plain.id] })).typed).toBeUndefined()
  const withToken = await makeUser(context())
  await giveToken(context(), withToken.id)
  for (const ids of [[withToken.id], [plain.id, withToken.id]]) {
    const { hash, typed } = await planUserDeletion(context(), { ids })
    expect(typed).toBe(ids.length)
    for (const wrong of [{}, { typed: 7 }]) {
      const attempt = deleteUsers(context(), { selected: { ids }, review: { hash, ...wrong } })
      await expect(attempt).rejects.toThrow(Invalid)
    }
  }
  const ids = [plain.id, withToken.id]
  const { hash } = await planUserDeletion(context(), { ids })
  expect(await deleteUsers(context(), { selected: { ids }, review: { hash, typed: 2 } })).toEqual({
    count: 2,
  })
})
