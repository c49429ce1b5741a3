import type { Page } from '@playwright/test'
import { expect, expectAccessible, test, unique } from './fixtures'

test.beforeEach(async ({ administrator: _ }) => {})

async function openForm(page: Page, address = '/directory/users') {
  await page.goto(address)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await expect(dialog.getByLabel('Username')).toBeVisible()
  return dialog
}

test('a user created in the selected folder is confirmed top right and highlighted in the list', async ({
  page,
  makeFolder,
}) => {
  const folder = await makeFolder(`users/${unique('staff')}`)
  const username = unique('ada')
  const dialog = await openForm(page, `/directory/users?folder=${folder.path}`)
  await expect(dialog.getByLabel('Username')).toBeFocused()
  await expect(dialog.getByLabel('Path')).toHaveValue(folder.path)
  await expect(dialog.getByLabel('Is active')).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Attributes' })).toHaveText('{}')
  await expectAccessible(page)
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await dialog.getByLabel('Email').fill(`${username}@example.org`)
  await page.keyboard.press('Enter')
  const toast = page.getByText(`User ${username} created`)
  await expect(toast).toBeVisible()
  const box = await toast.boundingBox()
  expect(box?.x).toBeGreaterThan(700)
  expect(box?.y).toBeLessThan(200)
  await expect(dialog).toBeHidden()
  await expect(page.locator('tr[data-new]')).toContainText(username)
})

test('the new user is in view, however far down the page, and the focus is back on Create', async ({
  page,
  makeUser,
}) => {
  const path = `users/${unique('long')}`
  for (let i = 0; i < 30; i++) await makeUser({ path, username: unique('a') })
  const dialog = await openForm(page, `/directory/users?folder=${path}`)
  const username = unique('z')
  await dialog.getByLabel('Username').fill(username)
  await page.keyboard.press('Enter')
  await expect(page.locator('tr[data-new]')).toContainText(username)
  await expect(page.locator('tr[data-new]')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeFocused()
})

test('errors stand at their fields and keep what was typed, also those the server finds', async ({
  page,
  makeUser,
}) => {
  const taken = await makeUser({ email: `${unique('Mail')}@example.org` })
  const dialog = await openForm(page)
  await dialog.getByLabel('Email').fill('nonsense')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  const summary = dialog.getByRole('alert')
  await expect(summary).toBeFocused()
  await expectAccessible(page)
  await summary.getByRole('link', { name: 'Username' }).click()
  await expect(dialog.getByLabel('Username')).toBeFocused()
  await expect(dialog.getByLabel('Username')).toHaveAccessibleDescription('Enter a username.')
  await expect(dialog.getByLabel('Email')).toHaveAccessibleDescription(/Enter an address/)

  await dialog.getByLabel('Username').fill(taken.username.toUpperCase())
  await dialog.getByLabel('Name', { exact: true }).fill('Somebody else')
  await dialog.getByLabel('Email').fill(taken.email?.toLowerCase() ?? '')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByLabel('Username')).toHaveAccessibleDescription(/Another account has this/)
  await expect(dialog.getByLabel('Email')).toHaveAccessibleDescription(/Another account has this/)
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Somebody else')
})

test('a new path is made only after saying so', async ({ page }) => {
  const path = `users/${unique('new')}`
  const username = unique('ada')
  const dialog = await openForm(page)
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByLabel('Path').fill(path)
  await expect(dialog.getByText(`${path} will be created`)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Is active').click()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByLabel('Path')).toHaveAccessibleDescription(`There is no folder ${path}.`)
  await dialog.getByLabel('Create this folder').check()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText(`User ${username} created`)).toBeVisible()
  await expect(page.locator('tr[data-new]')).toContainText(username)
})

test('folders are found while typing and chosen with the keyboard', async ({ page, makeFolder }) => {
  const name = unique('berlin')
  await makeFolder(`users/${name}/north`)
  const dialog = await openForm(page)
  const path = dialog.getByRole('combobox', { name: 'Path' })
  await path.fill(name)
  await expect(dialog.getByRole('option', { name: `users/${name}/north` })).toBeVisible()
  await expectAccessible(page)
  await path.press('ArrowDown')
  await path.press('ArrowDown')
  await path.press('Enter')
  await expect(path).toHaveValue(`users/${name}/north`)
  await expect(dialog).toBeVisible()
  await path.press('ArrowDown')
  await expect(path).toHaveAttribute('aria-expanded', 'true')
  await path.press('Escape')
  await expect(path).toHaveAttribute('aria-expanded', 'false')
  await expect(dialog).toBeVisible()
})

test('attributes are checked while typing, convert between YAML and JSON, and let the keyboard out', async ({
  page,
}) => {
  const dialog = await openForm(page)
  const editor = dialog.getByRole('textbox', { name: 'Attributes' })
  await editor.fill('city: Berlin\nfloor: &x 3')
  await expect(dialog.getByText('Line 2: Anchors and aliases are not accepted here.')).toBeVisible()
  await expect(dialog.locator('.cm-lint-marker-error')).toHaveCount(1)
  await expect(editor).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'JSON' }).click()
  await expect(dialog.getByRole('button', { name: 'YAML' })).toHaveAttribute('aria-pressed', 'true')
  await editor.fill('- a list')
  await expect(dialog.getByText('Line 1: Attributes must be a mapping of names to values.')).toBeVisible()
  await editor.fill('city: Berlin\nfloor: 3')
  await dialog.getByRole('button', { name: 'JSON' }).click()
  await expect(editor).toContainText('"city": "Berlin"')
  await dialog.getByRole('button', { name: 'YAML' }).click()
  await expect(editor).toContainText('city: Berlin')
  await editor.focus()
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})

test('Create another keeps folder and type, clears the rest and goes on at the username', async ({
  page,
  makeFolder,
}) => {
  const folder = await makeFolder(`users/${unique('many')}`)
  const username = unique('ada')
  const dialog = await openForm(page)
  await dialog.getByLabel('Path').fill(folder.path)
  await dialog.getByLabel('Type').selectOption('external')
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByLabel('Name', { exact: true }).fill('Ada')
  await dialog.getByLabel('Create another').check()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText(`User ${username} created`)).toBeVisible()
  await expect(dialog.getByLabel('Username')).toBeFocused()
  await expect(dialog.getByLabel('Username')).toHaveValue('')
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('')
  await expect(dialog.getByLabel('Path')).toHaveValue(folder.path)
  await expect(dialog.getByLabel('Type')).toHaveValue('external')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
})

test('Escape does not throw away what was typed', async ({ page }) => {
  const dialog = await openForm(page)
  await dialog.getByLabel('Username').fill('half a name')
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Username')).toHaveValue('half a name')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByLabel('Username')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('the address opens the form, on a phone over the whole screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/directory/users?create=yes')
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await expect(dialog.getByRole('textbox', { name: 'Attributes' })).toBeVisible()
  await expect(page).toHaveURL('/directory/users')
  expect(await dialog.boundingBox()).toMatchObject({ width: 390, height: 844 })
  await expectAccessible(page)
})

test('a click on Create before any script is there opens the form once it is', async ({
  page,
  makeFolder,
}) => {
  const folder = await makeFolder(`users/${unique('early')}`)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*.js*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`/directory/users?folder=${folder.path}`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Create', exact: true }).click({ noWaitAfter: true })
  await page.waitForURL(/create=yes/, { waitUntil: 'commit' })
  release()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await expect(dialog.getByLabel('Path')).toHaveValue(folder.path)
})

test('no code of the form and its editor is loaded before it is wanted', async ({ page }) => {
  const scripts: string[] = []
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts.push(await response.text().catch(() => ''))
  })
  const hasEditor = () => scripts.some((script) => script.includes('cm-content'))
  await page.goto('/directory/users', { waitUntil: 'networkidle' })
  expect(hasEditor()).toBe(false)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Attributes' })).toBeVisible()
  await expect.poll(hasEditor).toBe(true)
})
