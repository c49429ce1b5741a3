import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { apiTokens, mailAttempts, mails, recoveryLinks, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { recordEvents } from '@/lib/audit/record'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { giveLink, giveSession, giveToken, makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, somebody } from '@/testing/world'
import { exportUser } from './export'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

async function exported(id: number) {
  const { filename, pieces } = await exportUser(context(), id)
  let text = ''
  for await (const piece of pieces) text += piece
  return { filename, text, held: JSON.parse(text) }
}

async function giveMail(userId: number) {
  const mailId = randomUUID()
  const { now } = context()
  await database.db.insert(mails).values({
    ...{ id: mailId, kind: 'recovery', userId, recipient: 'ada@example.org', subject: 'Your link' },
    ...{ content: 'sealed-content-of-the-mail', status: 'sent', createdAt: now, expiresAt: now },
  })
  await database.db.insert(mailAttempts).values({
    ...{ id: randomUUID(), mailId, attemptedAt: now, transport: 'smtp', outcome: 'sent', answer: '250 OK' },
  })
}

test('what is held of a user is in the file, and no secret and no hash of one', async () => {
  const { userId: id, label: username } = await makeAdministrator(context())
  await database.db
    .update(users)
    .set({ passwordHash: '$argon2id$the-hash', attributes: { shoeSize: 38 } })
    .where(eq(users.id, id))
  const secrets = [
    await giveSession(context(), id),
    await giveToken(context(), id),
    await giveLink(context(), id),
  ]
  await giveMail(id)
  const { text, held } = await exported(id)
  expect(held.user).toMatchObject({ id, username, attributes: { shoeSize: 38 } })
  expect([held.sessions.length, held.apiTokens.length, held.recoveryLinks.length]).toEqual([1, 1, 1])
  expect(held.mails).toEqual([
    expect.objectContaining({
      subject: 'Your link',
      attempts: [expect.objectContaining({ answer: '250 OK' })],
    }),
  ])
  const hashes: string[] = []
  for (const table of [sessions, apiTokens, recoveryLinks])
    for (const row of await database.db.select().from(table)) hashes.push(row.tokenHash)
  expect(hashes.length).toBeGreaterThan(2)
  for (const secret of [...secrets, ...hashes, '$argon2id$', 'the-hash', 'sealed-content'])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/hash|content/i)
})

test('the file holds every event about and by the user, however many, oldest first, and the download itself', async () => {
  const actor = await makeAdministrator(context())
  await makeUser(contextFor(database.db, actor))
  const subjects = [{ type: 'user', id: String(actor.userId), label: actor.label }]
  for (let i = 0; i < 2; i++)
    await recordEvents(
      context(),
      Array.from({ length: 600 }, () => ({ name: 'user.updated' as const, subjects })),
    )
  const { held } = await exported(actor.userId)
  const ids: string[] = held.events.map((event: { id: string }) => event.id)
  expect([ids.length, new Set(ids).size]).toEqual([1203, 1203])
  expect(ids).toEqual([...ids].sort())
  const names = held.events.map((event: { name: string }) => event.name)
  expect(names.filter((name: string) => name === 'user.created')).toHaveLength(2)
  expect(names).toContain('user.exported')
})

test('the name of the file holds nothing that a header or a file system could misread', async () => {
  const { id } = await makeUser(context(), { username: '../"evil"; x=ü/ name' })
  expect((await exported(id)).filename).toBe(`user-${id}-evil-x-name.json`)
  const other = await makeUser(context(), { username: '名前' })
  expect((await exported(other.id)).filename).toBe(`user-${other.id}.json`)
})

test('somebody who is not an administrator downloads nothing, not even of themselves, and of nobody is nothing held', async () => {
  const { id } = await makeUser(context())
  await expect(exportUser(contextFor(database.db, somebody(id)), id)).rejects.toThrow(Forbidden)
  await expect(exportUser(context(), 999_999)).rejects.toThrow(NotFound)
})
