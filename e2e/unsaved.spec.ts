import type { Page } from '@playwright/test'
import { expect, expectAccessible, test, unique } from './fixtures'

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard what you typed?' })
const keep = (page: Page) => question(page).getByRole('button', { name: 'Keep editing' }).click()
const discard = (page: Page) => question(page).getByRole('button', { name: 'Discard' }).click()
const menu = (page: Page) => page.getByRole('navigation', { name: 'Main' })

const back = (page: Page) => page.evaluate(() => history.back())

/** Goes from page to page without loading any anew. */
async function walk(page: Page, ...names: string[]) {
  await page.goto('/directory/groups')
  for (const name of names) {
    await menu(page).getByRole('link', { name, exact: true }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: name === 'Users' ? 'All users' : name }),
    ).toBeVisible()
  }
}

test('Back asks before it drops the form of a dialog, as often as one keeps it, and goes once that is dropped', async ({
  page,
  administrator: _,
}) => {
  await walk(page, 'Roles', 'Users')
  const entries = await page.evaluate(() => history.length)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await dialog.getByLabel('Username').fill('half a name')
  for (const again of [1, 2]) {
    await back(page)
    await expect(question(page), `attempt ${again}`).toBeVisible()
    await expect(page).toHaveURL('/directory/users')
    if (again === 1) await expectAccessible(page)
    await keep(page)
    await expect(dialog.getByLabel('Username')).toHaveValue('half a name')
  }
  await page.evaluate(() => history.go(-2))
  await keep(page)
  await expect(page).toHaveURL('/directory/users')
  await expect(dialog.getByLabel('Username')).toHaveValue('half a name')
  await back(page)
  await discard(page)
  await expect(page).toHaveURL('/directory/roles')
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible()
  await expect(dialog).toBeHidden()
  await page.goForward()
  await expect(page.getByRole('heading', { level: 1, name: 'All users' })).toBeVisible()
  expect(await page.evaluate(() => history.length)).toBe(entries)
})

test('Back over two pages, and Forward, go as far as one wanted once the form is dropped', async ({
  page,
  administrator: _,
}) => {
  await walk(page, 'Roles', 'Users', 'Events')
  await back(page)
  await expect(page.getByRole('heading', { level: 1, name: 'All users' })).toBeVisible()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  const begin = async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await dialog.getByLabel('Username').fill('half a name')
  }
  await begin()
  await page.evaluate(() => history.forward())
  await keep(page)
  await expect(page).toHaveURL('/directory/users')
  await page.evaluate(() => history.forward())
  await discard(page)
  await expect(page).toHaveURL('/events')
  await back(page)
  await expect(page.getByRole('heading', { level: 1, name: 'All users' })).toBeVisible()
  await begin()
  await page.evaluate(() => history.go(-2))
  await discard(page)
  await expect(page).toHaveURL('/directory/groups')
})

test('Back asks before it drops a form of the page, and not once that is saved', async ({
  page,
  makeUser,
  signedInAs,
}) => {
  const password = 'plum orbit candle fifty'
  await signedInAs(await makeUser({ isAdministrator: true, password }))
  await walk(page, 'Roles')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('link', { name: 'My account' }).click()
  const current = page.getByLabel('Current password')
  await current.fill(password)
  await back(page)
  await keep(page)
  await expect(page).toHaveURL('/account')
  await expect(current).toHaveValue(password)
  await page.getByLabel('New password', { exact: true }).fill('seven quiet lanterns')
  await page.getByLabel('New password again').fill('seven quiet lanterns')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed', { exact: true })).toBeVisible()
  await back(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible()
  await expect(question(page)).toBeHidden()
})

test('a jump by the command palette asks before it drops a form', async ({ page, administrator: _ }) => {
  await page.goto('/directory/users')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await dialog.getByLabel('Username').fill('half a name')
  const jump = async () => {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Find a person, a page or an action').fill('Roles')
    await page.getByRole('option', { name: /^Roles/ }).click()
  }
  await jump()
  await keep(page)
  await expect(dialog.getByLabel('Username')).toHaveValue('half a name')
  await jump()
  await discard(page)
  await expect(page).toHaveURL('/directory/roles')
})

test('links and closing the tab ask before they drop a form of the page', async ({
  makeUser,
  signedInAs,
}) => {
  const page = await signedInAs(
    await makeUser({ isAdministrator: true, password: 'plum orbit candle fifty' }),
  )
  await page.goto('/account')
  const current = page.getByLabel('Current password')
  await current.fill('plum orbit')
  await menu(page).getByRole('link', { name: 'Users' }).click()
  await expectAccessible(page)
  await keep(page)
  await expect(current).toHaveValue('plum orbit')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await menu(page).getByRole('link', { name: 'Users' }).click()
  await discard(page)
  await expect(page).toHaveURL('/directory/users')
})

test('what was emptied again is not asked about', async ({ makeUser, signedInAs }) => {
  const page = await signedInAs(await makeUser({ isAdministrator: true }))
  await page.goto('/account')
  await page.getByLabel('Current password').fill('plum')
  await page.getByLabel('Current password').fill('')
  await menu(page).getByRole('link', { name: 'Users' }).click()
  await expect(page).toHaveURL('/directory/users')
})

test('Escape, Close and a click beside it ask in every dialog that holds what was typed', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  test.slow()
  const user = await makeUser()
  const dialog = page.getByRole('dialog')
  const openings: [address: string, open: () => Promise<void>, field: string][] = [
    [`/directory/users/${user.id}?password=reset`, async () => {}, 'New password'],
    [`/directory/users/${user.id}?act=deactivate`, async () => {}, 'Reason'],
    [`/directory/users/${user.id}/groups?add=new`, async () => {}, 'Name'],
    ['/directory/roles', () => page.getByRole('button', { name: 'Create' }).click(), 'Description'],
    ['/settings/mail', () => page.getByRole('button', { name: 'Send a test mail' }).click(), 'Address'],
  ]
  for (const [address, open, field] of openings) {
    await page.goto(address)
    await open()
    const box = dialog.getByRole('textbox', { name: field }).first()
    await box.fill(unique('x'))
    await page.keyboard.press('Escape')
    await expect(question(page), `${address} by Escape`).toBeVisible()
    await keep(page)
    await page.mouse.click(5, 5)
    await expect(question(page), `${address} by a click beside it`).toBeVisible()
    await keep(page)
    await dialog.getByRole('button', { name: 'Close', exact: true }).first().click()
    await discard(page)
    await expect(dialog, address).toBeHidden()
  }
})
