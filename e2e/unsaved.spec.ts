import type { Page } from '@playwright/test'
import { expect, expectAccessible, test, unique } from './fixtures'

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard what you typed?' })
const keep = (page: Page) => question(page).getByRole('button', { name: 'Keep editing' }).click()
const discard = (page: Page) => question(page).getByRole('button', { name: 'Discard' }).click()
const menu = (page: Page) => page.getByRole('navigation', { name: 'Main' })

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
