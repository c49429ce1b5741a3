import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'

const first = 'plum orbit candle fifty'
const own = 'violet kettle under snow'

async function signIn(page: Page, username: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Username or e-mail').fill(username)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a password set by an administrator signs out, and leads its owner to choosing another and nothing else', async ({
  page,
  administrator,
  makeUser,
  browser,
  world,
  baseURL,
}) => {
  expect(administrator).toBeDefined()
  const ada = await makeUser({ password: first })
  const theirs = await browser.newContext()
  await theirs.addCookies([{ ...(await world.makeSession(ada)), url: baseURL ?? '' }])
  const other = await theirs.newPage()
  await other.goto('/account')
  await expect(other).toHaveURL('/account')

  await page.goto(`/directory/users?q=${ada.username}&open=${ada.id}`)
  await page.getByRole('link', { name: 'Reset password' }).click()
  await expect(page).toHaveURL(`/directory/users/${ada.id}`)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Reset password' }).click()
  const field = dialog.getByRole('textbox', { name: 'New password' })
  await expect(field).toBeFocused()
  await field.fill('passwordpassword')
  await expect(dialog.getByText('This is too easy to guess.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reset password' }).click()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('button', { name: 'Generate' }).click()
  const given = await field.inputValue()
  await dialog.getByRole('button', { name: 'Reset password' }).click()
  await expect(page.getByText(`Password of ${ada.username} set`)).toBeVisible()

  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
  await signIn(other, ada.username, first)
  await expect(other.getByText('The username or password is not right.')).toBeVisible()
  await signIn(other, ada.username, given)
  await expect(other).toHaveURL(/\/sign-in\/new-password/)
  await expectAccessible(other)
  await other.goto('/account')
  await expect(other).toHaveURL(/\/sign-in\?next/)
  await other.goto('/sign-in/new-password')
  await other.getByLabel('New password', { exact: true }).fill(own)
  await other.getByLabel('New password again').fill('something else entirely')
  await other.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(other.getByText('The two passwords differ.')).toBeVisible()
  await expect(other.getByLabel('New password', { exact: true })).toHaveValue(own)
  await other.getByLabel('New password again').fill(own)
  await other.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(other).toHaveURL('/account')
  await theirs.close()
})

test('the page for a new password shows nothing without the sign-in that leads to it', async ({ page }) => {
  await page.goto('/sign-in/new-password')
  await expect(page).toHaveURL('/sign-in')
})

test('the settings of passwords are kept, and bad ones stand at their field', async ({
  page,
  administrator,
}) => {
  expect(administrator).toBeDefined()
  await page.goto('/settings')
  await expect(page).toHaveURL('/settings/passwords')
  await expectAccessible(page)
  const length = page.getByLabel('Shortest length')
  await length.fill('7')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('At least 8.')).toBeVisible()
  await expect(length).toHaveValue('7')
  await length.fill('11')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Settings saved')).toBeVisible()
  await page.reload()
  await expect(length).toHaveValue('11')
  await length.fill('12')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Settings saved')).toBeVisible()
})
