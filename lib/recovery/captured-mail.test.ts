import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test, vi } from 'vitest'
import { mails } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Actor } from '@/lib/kernel/actor'
import { actorOf, at, grantTo, somebodyWith } from '@/testing/groups'
import { tokenOf } from '@/testing/recovery'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { readCapturedMail } from './captured-mail'
import { mailRecoveryLink } from './mail-link'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-mailbox-'))
vi.stubEnv('LATCHKEY_DATA_DIR', directory)
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const database = testDatabase()
const root = () => contextFor(database.db)

/** A user whose recovery link was mailed, and the mail captured. */
async function mailed(userId?: number) {
  const id = userId ?? (await makeUser(root(), { email: `${uniqueName('ada')}@example.org` })).id
  await mailRecoveryLink(root(), { userId: id, lifetimeMinutes: 60 })
  const [mail] = await database.db.select().from(mails).where(eq(mails.userId, id))
  const mailId = mail?.id ?? ''
  const { link } = await readCapturedMail(root(), mailId)
  return { id, mailId, token: link ? tokenOf(link) : '' }
}

const read = (actor: Actor, mailId: string) => readCapturedMail(at(root(), actor), mailId)

test('a captured mail shows its link to whoever may make one for that user', async () => {
  const { mailId, token } = await mailed()
  expect(token).toMatch(/^[\w-]{43}$/)
  const helper = await somebodyWith(root(), { permission: 'mail.read' }, { permission: 'users.recover' })
  for (const actor of [helper, await makeAdministrator(root())]) {
    const mail = await read(actor, mailId)
    expect(mail).toMatchObject({ isLinkHidden: false, link: `http://localhost:3000/recovery/${token}` })
    for (const part of [mail.text, mail.html]) expect(part.includes(token)).toBe(true)
  }
})

test('nobody else is shown the link of a captured mail, in no part of it', async () => {
  const { id, mailId, token } = await mailed()
  const reader = await somebodyWith(root(), { permission: 'mail.read' })
  const elsewhere = { scope: 'user' as const, scopeUserId: reader.userId }
  const helperElsewhere = await somebodyWith(
    root(),
    { permission: 'mail.read' },
    { permission: 'users.recover', ...elsewhere },
  )
  const weaker = await somebodyWith(root(), { permission: 'mail.read' }, { permission: 'users.recover' })
  await grantTo(root(), { userId: id }, { permission: 'settings.read' })
  for (const actor of [reader, helperElsewhere, weaker]) {
    const mail = await read(actor, mailId)
    expect(mail).toMatchObject({ isLinkHidden: true, link: undefined, kind: 'recovery' })
    expect(mail.text).toContain('http://localhost:3000/recovery/…')
    expect(JSON.stringify(mail).includes(token)).toBe(false)
  }
})

test('nobody is shown the link of a captured mail to themselves', async () => {
  const email = `${uniqueName('root')}@example.org`
  const { id, username } = await makeUser(root(), { email })
  for (const permission of ['mail.read', 'users.recover'] as const)
    await grantTo(root(), { userId: id }, { permission })
  const { mailId, token } = await mailed(id)
  const mail = await read(await actorOf(root(), id, username), mailId)
  expect(mail).toMatchObject({ isLinkHidden: true, link: undefined })
  expect(JSON.stringify(mail).includes(token)).toBe(false)
})
