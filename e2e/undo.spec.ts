import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { nameChanges, users } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import { postForm } from './recovery-links'
import type { openWorld, Person } from './world'

type World = ReturnType<typeof openWorld>
type Fields = Partial<Omit<typeof nameChanges.$inferInsert, 'id' | 'tokenHash' | 'userId'>>

const hour = 60 * 60_000

/** The path of a link that puts an address back, mailed an hour ago unless told otherwise. */
async function makeUndoLink({ db }: World, person: Person, fields: Fields = {}): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.insert(nameChanges).values({
    ...{ id: randomUUID(), tokenHash: createHash('sha256').update(token).digest('base64url') },
    ...{ userId: person.id, userVersion: 1, emailBefore: `${unique('before')}@example.org` },
    ...{ createdAt: new Date(Date.now() - hour), expiresAt: new Date(Date.now() + 71 * hour), ...fields },
  })
  return `/undo/${token}`
}

const emailOf = async ({ db }: World, { id }: Person) =>
  (await db.select({ email: users.email }).from(users).where(eq(users.id, id)))[0]?.email

test('an address that an administrator changed is put back by the link in the mail, and whoever is signed in is out', async ({
  page,
  administrator: _,
  makeUser,
  world,
  browser,
  baseURL,
}) => {
  test.slow()
  const [before, after] = [`${unique('before')}@example.org`, `${unique('after')}@example.org`]
  const ada = await makeUser({ name: 'Ada Lovelace', email: before })
  const inside = await browser.newContext({ baseURL: baseURL ?? '' })
  await inside.addCookies([{ ...(await world.makeSession(ada)), url: baseURL ?? '' }])
  await page.goto(`/directory/users/${ada.id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${ada.username}` })
  await dialog.getByLabel('Email').fill(after)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${ada.username} updated`)).toBeVisible()
  const read = page.getByRole('link', { name: `Read: Address or username changed to ${before}` })
  await expect(async () => {
    await page.goto('/settings/mail')
    await expect(read).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.goto((await read.getAttribute('href')) ?? '')
  const link = (await page.locator('code').textContent()) ?? ''
  expect(link).toMatch(new RegExp(`^${baseURL}/undo/[\\w-]{43}$`))

  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  const clean = await context.newPage()
  await clean.goto(link)
  await expect(clean).toHaveURL('/undo/confirm')
  await expect(clean.getByText(before)).toBeVisible()
  expect(await clean.content()).not.toContain(after)
  await expectAccessible(clean)
  await clean.getByRole('button', { name: 'Undo the change' }).click()
  await expect(clean.getByText('Tick this box')).toBeVisible()
  expect(await emailOf(world, ada)).toBe(after)
  await clean.getByLabel('Sign everybody out of this account, too').check()
  await clean.getByRole('button', { name: 'Undo the change' }).click()
  await expect(clean.getByRole('heading', { name: 'The change is undone' })).toBeVisible()
  await expectAccessible(clean)
  await expect(clean.getByRole('link', { name: 'Forgot password?' })).toHaveAttribute('href', '/recovery')
  expect(await emailOf(world, ada)).toBe(before)
  const insider = await inside.newPage()
  await insider.goto('/account')
  await expect(insider).toHaveURL(/\/sign-in/)
  await clean.goto(link)
  await expect(clean.getByRole('heading', { name: 'This change is undone already' })).toBeVisible()
  await Promise.all([context.close(), inside.close()])
})

test('a change is undone without JavaScript, on a phone', async ({ makeUser, world, browser, baseURL }) => {
  const ada = await makeUser()
  const before = `${unique('before')}@example.org`
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto(await makeUndoLink(world, ada, { emailBefore: before, usernameBefore: unique('before') }))
  await page.getByRole('button', { name: 'Undo the change' }).click()
  await expect(page.getByText('Tick this box')).toBeVisible()
  await page.getByLabel('Sign everybody out of this account, too').check()
  await page.getByRole('button', { name: 'Undo the change' }).click()
  await expect(page).toHaveURL('/undo/done')
  expect(await emailOf(world, ada)).toBe(before)
  await context.close()
})

test('fetches by scanners, and one that presses the button, undo nothing; the link tells no other site where it came from', async ({
  makeUser,
  world,
  request,
}) => {
  const ada = await makeUser()
  const link = await makeUndoLink(world, ada)
  for (const method of ['GET', 'HEAD', 'GET']) {
    const answer = await request.fetch(link, { method, headers: { purpose: 'prefetch' }, maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/undo/confirm'])
    expect(answer.headers()['referrer-policy']).toBe('no-referrer')
  }
  const pressed = await postForm(request, '/undo/confirm', {})
  expect(pressed.status()).toBe(200)
  expect(await emailOf(world, ada)).toBeNull()
  const page = await (await request.get('/undo/confirm')).text()
  expect(page).toMatch(/<meta name="robots" content="noindex, nofollow"/)
})

test('links that ended say how, and name nobody', async ({ makeUser, world, page }) => {
  const past = new Date(Date.now() - 1000)
  const taken = `${unique('taken')}@example.org`
  await makeUser({ email: taken })
  const ada = await makeUser({ name: 'Ada Lovelace' })
  const pages: [string, string][] = [
    ['This link has expired', await makeUndoLink(world, ada, { expiresAt: past })],
    ['This change is undone already', await makeUndoLink(world, ada, { undoneAt: past })],
    ['This link no longer works', await makeUndoLink(world, ada, { endedAt: past })],
    ['This cannot be put back', await makeUndoLink(world, ada, { emailBefore: taken })],
    ['This link does not work', `/undo/${'x'.repeat(43)}`],
  ]
  for (const [title, link] of pages) {
    await page.goto(link)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    for (const name of [ada.username, 'Lovelace', taken]) expect(await page.content()).not.toContain(name)
  }
  await expectAccessible(page)
})

test('an administrator revokes the link, as when a stranger reads that mailbox', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const ada = await makeUser()
  const link = await makeUndoLink(world, ada)
  await page.goto(`/directory/users/${ada.id}`)
  await expect(page.getByText(/Can be undone until/)).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke the link that undoes the change' })
  await expect(dialog.getByRole('button', { name: 'Revoke link' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Revoke link' }).click()
  await expect(page.getByText('The change can no longer be undone')).toBeVisible()
  await expect(page.getByText(/Can be undone until/)).toBeHidden()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})
