import type { Page } from '@playwright/test'
import { eq, sql } from 'drizzle-orm'
import { sessions, users } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import { give } from './rights'

async function edit(page: Page, username: string) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${username}` })
  await expect(dialog.getByRole('textbox', { name: 'Attributes' })).toBeVisible()
  return dialog
}

test('everything that creation set can be changed from the details', async ({
  page,
  administrator: _,
  makeUser,
  makeFolder,
}) => {
  const folder = await makeFolder(`users/${unique('moved')}`)
  const user = await makeUser({ name: 'Ada', attributes: { city: 'Berlin' } })
  await page.goto(`/directory/users/${user.id}`)
  const dialog = await edit(page, user.username)
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Ada')
  await expectAccessible(page)
  const renamed = unique('grace')
  await dialog.getByLabel('Username').fill(renamed)
  await dialog.getByLabel('Name', { exact: true }).fill('Grace Hopper')
  await dialog.getByLabel('Email').fill(`${renamed}@example.org`)
  await dialog.getByLabel('Type').selectOption('external')
  await dialog.getByLabel('Path').fill(folder.path)
  await dialog.getByLabel('Path').press('Escape')
  await dialog.getByLabel('Is active').click()
  await dialog.getByRole('textbox', { name: 'Attributes' }).fill('city: Arlington')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('dialog', { name: 'Deactivate 1 user' })
    .getByRole('button', { name: 'Save and deactivate' })
    .click()
  await expect(page.getByText(`User ${renamed} updated`)).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
  const main = page.getByRole('main')
  for (const text of [renamed, `${renamed}@example.org`, folder.path, 'External', 'Inactive', 'Arlington'])
    await expect(main.getByText(text, { exact: true }).first()).toBeVisible()
  await expect(main.getByText(/No, deactivated/)).toBeVisible()
})

test('taking somebody out of service in the form is reviewed first; Cancel and a refusal leave the form as typed', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const [user, other] = [await makeUser(), await makeUser()]
  await world.makeSession(user)
  await page.goto(`/directory/users/${user.id}`)
  const dialog = await edit(page, user.username)
  const name = dialog.getByLabel('Name', { exact: true })
  await dialog.getByLabel('Username').fill(other.username)
  await name.fill('Grace Hopper')
  await dialog.getByLabel('Is active').click()
  const review = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  const save = () => dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const confirm = () => review.getByRole('button', { name: 'Save and deactivate' }).click()
  await save()
  await expect(review.getByText('Ends at once: 1 session.')).toBeVisible()
  await expectAccessible(page)
  await review.getByRole('button', { name: 'Cancel' }).click()
  await expect(review).toBeHidden()
  await expect(name).toHaveValue('Grace Hopper')
  await expect(dialog.getByLabel('Is active')).not.toBeChecked()

  await save()
  await confirm()
  await expect(review).toBeHidden()
  await expect(dialog.getByLabel('Username')).toHaveAccessibleDescription(
    'Another account has this as its username or address.',
  )
  await expect(name).toHaveValue('Grace Hopper')
  const isActive = async () =>
    (await world.db.select({ at: users.deactivatedAt }).from(users).where(eq(users.id, user.id)))[0]?.at ===
    null
  expect(await isActive()).toBe(true)

  await dialog.getByLabel('Username').fill(user.username)
  await save()
  await review.getByLabel('Reason').fill('Left the company')
  await confirm()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
  await expect(page.getByRole('main').getByText('Left the company')).toBeVisible()
  expect(await isActive()).toBe(false)
})

test('where somebody else was faster to deactivate, there is nothing to review, and the rest of the form is saved', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const user = await makeUser()
  await page.goto(`/directory/users/${user.id}`)
  const dialog = await edit(page, user.username)
  await dialog.getByLabel('Name', { exact: true }).fill('Grace Hopper')
  await dialog.getByLabel('Is active').click()
  await world.db
    .update(users)
    .set({ deactivatedAt: new Date(), version: sql`${users.version} + 1` })
    .where(eq(users.id, user.id))
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the pencil in the list edits without leaving it', async ({ page, administrator: _, makeUser }) => {
  const user = await makeUser({ path: `users/${unique('list')}` })
  await page.goto(`/directory/users?q=${user.username}`)
  await page.getByRole('link', { name: `Edit ${user.username}` }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${user.username}` })
  await dialog.getByLabel('Name', { exact: true }).fill('From the list')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await expect(page.getByRole('table').getByText('From the list')).toBeVisible()
  await expect(page).toHaveURL(/\/directory\/users\?q=/)
})

test('what somebody else changed meanwhile is not overwritten: one chooses field by field', async ({
  page,
  context,
  administrator: _,
  makeUser,
}) => {
  // Two people at two pages.
  test.slow()
  const user = await makeUser({ name: 'Ada', email: `${unique('a')}@example.org` })
  await page.goto(`/directory/users/${user.id}`)
  const mine = await edit(page, user.username)
  const other = await context.newPage()
  await other.goto(`/directory/users/${user.id}`)
  const theirs = await edit(other, user.username)
  const address = `${unique('b')}@example.org`
  await theirs.getByLabel('Name', { exact: true }).fill('Theirs')
  await theirs.getByLabel('Email').fill(address)
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText(`User ${user.username} updated`)).toBeVisible()

  await mine.getByLabel('Name', { exact: true }).fill('Mine')
  await mine.getByLabel('Type').selectOption('external')
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine.getByText(`Somebody else changed ${user.username} in the meantime`)).toBeVisible()
  await expectAccessible(page)
  const name = mine.getByRole('group', { name: 'Name' })
  await expect(name).toContainText('It was Ada')
  await expect(mine.getByRole('group', { name: 'Email' }).getByLabel('Theirs')).toBeChecked()
  await expect(mine.getByRole('button', { name: 'Save' })).toBeDisabled()
  await name.getByLabel('Yours').check()
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: address })).toBeVisible()
  await expect(main.getByText('External')).toBeVisible()
})

test('one’s own account cannot be deactivated', async ({ page, administrator }) => {
  await page.goto(`/directory/users/${administrator.id}`)
  const dialog = await edit(page, administrator.username)
  await expect(dialog.getByText('You cannot take your own account out of service.')).toBeVisible()
  await dialog.getByLabel('Is active').press('Space')
  await expect(dialog.getByLabel('Is active')).toBeChecked()
})

test('a user who was deleted meanwhile is said to be gone, with a way to try again', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser()
  await page.goto(`/directory/users/${user.id}`)
  await page.route('**/editable', (route) =>
    route.fulfill({ status: 404, json: { message: 'The user was not found.' } }),
  )
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('The user was not found.')
  await page.unroute('**/editable')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog').getByLabel('Username')).toHaveValue(user.username)
})

test('whoever may change a user but not recover them sees address and username, with the reason, and changes the rest', async ({
  page,
  world,
  makeUser,
  signedInAs,
}) => {
  const editor = await makeUser()
  await give(world, { userId: editor.id }, { permission: 'users.update' }, { scope: 'everything' })
  await signedInAs(editor)
  const email = `${unique('ada')}@example.org`
  const user = await makeUser({ email })
  await page.goto(`/directory/users/${user.id}`)
  const dialog = await edit(page, user.username)
  for (const label of ['Username', 'Email']) {
    const field = dialog.getByLabel(label)
    await expect(field).not.toBeEditable()
    await expect(field).toHaveAccessibleDescription(/takes the right to recover this user/)
  }
  await expect(dialog.getByLabel('Email')).toHaveValue(email)
  await expectAccessible(page)
  // Where they may put somebody: nowhere, which is no failure.
  const choices = await page.request.get('/directory/users/folder-choices?q=users')
  expect(await choices.json()).toEqual({ folders: [], missing: [] })
  await expect(dialog.getByText('The folders could not be looked up')).toBeHidden()
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible()
})

test('one’s own address asks for the current password in place, and nothing that was typed is lost', async ({
  page,
  world,
  makeUser,
  signedInAs,
}) => {
  const password = 'plum orbit candle fifty'
  const ada = await makeUser({ isAdministrator: true, password })
  await signedInAs(ada)
  await world.db
    .update(sessions)
    .set({ authenticatedAt: new Date(Date.now() - 5 * 60_000) })
    .where(eq(sessions.userId, ada.id))
  await page.goto(`/directory/users/${ada.id}`)
  const dialog = await edit(page, ada.username)
  const proof = dialog.getByLabel('Current password')
  await expect(proof).toBeHidden()
  const email = `${unique('ada')}@example.org`
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Enter your current password.')
  await proof.fill('not this one')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This is not your current password.')
  await expect(dialog.getByLabel('Email')).toHaveValue(email)
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Ada Lovelace')
  await proof.fill(password)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${ada.username} updated`)).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: email })).toBeVisible()
})
