import type { Page } from '@playwright/test'
import { expect, expectAccessible, test, unique } from './fixtures'

/** Every action fails this way until the function that is returned is called. */
async function failActions(page: Page, how: 'network' | 'server') {
  await page.route('**/*', (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    return how === 'network' ? route.abort() : route.fulfill({ status: 502, body: 'Bad gateway' })
  })
  return () => page.unroute('**/*')
}

const unreachable = 'The server could not be reached. What you typed is still here; try again.'
const broken = 'The server did not answer as it should. What you typed is still here; try again.'

test('without a connection a new folder is said not to be made, in place, and is made when tried again', async ({
  page,
  context,
  administrator: _,
}) => {
  const name = unique('offline')
  await page.goto('/directory/users')
  const top = page.getByRole('tree', { name: 'Folders' }).getByRole('treeitem').first()
  await expect(page.locator('[role=treeitem][tabindex="0"]')).toHaveCount(1)
  await top.focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'New folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'New folder' })
  await dialog.getByLabel('Name').fill(name)
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await expect(dialog.getByRole('alert')).toContainText('You are offline. What you typed is still here')
  await expect(dialog.getByLabel('Name')).toHaveValue(name)
  await expectAccessible(page)
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await expect(page.getByText('Folder created')).toBeVisible()
})

for (const [how, message] of [
  ['network', unreachable],
  ['server', broken],
] as const)
  test(`a form, a review and a plain form stay when the ${how} fails, and work when tried again`, async ({
    page,
    administrator: _,
    makeUser,
  }) => {
    test.slow()
    const user = await makeUser()
    await page.goto(`/directory/users/${user.id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const edit = page.getByRole('dialog', { name: `Edit ${user.username}` })
    await edit.getByLabel('Name', { exact: true }).fill('Typed once')
    let mend = await failActions(page, how)
    await edit.getByRole('button', { name: 'Save' }).click()
    await expect(edit.getByRole('alert')).toContainText(message)
    await expect(edit.getByLabel('Name', { exact: true })).toHaveValue('Typed once')
    await mend()
    await edit.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { name: 'Typed once' })).toBeVisible()

    mend = await failActions(page, how)
    await page.getByRole('button', { name: 'Deactivate' }).click()
    const review = page.getByRole('dialog', { name: /^Deactivate/ })
    await expect(review.getByRole('alert')).toContainText('could not be worked out')
    await mend()
    await review.getByRole('button', { name: 'Try again' }).click()
    await review.getByLabel('Reason').fill('Left')
    mend = await failActions(page, how)
    await review.getByRole('button', { name: 'Update' }).click()
    await expect(review.getByRole('alert')).toContainText(message)
    await mend()
    await review.getByRole('button', { name: 'Update' }).click()
    await expect(page.getByText('1 user deactivated')).toBeVisible()

    await page.goto('/account')
    await page.getByLabel('Current password').fill('plum orbit candle fifty')
    mend = await failActions(page, how)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(message)
    await expect(page.getByLabel('Current password')).toHaveValue('plum orbit candle fifty')
    await page.getByRole('button', { name: 'Sign out of this session' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: message })).toBeVisible()
    await mend()
    await page.getByLabel('Current password').fill('')
    await page.getByRole('button', { name: 'Sign out of this session' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
  })

test('signing in says that the server cannot be reached, and signs in when tried again', async ({
  page,
  makeUser,
}) => {
  const password = 'plum orbit candle fifty'
  const { username } = await makeUser({ password })
  await page.goto('/sign-in')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  const mend = await failActions(page, 'network')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: unreachable })).toBeVisible()
  await expect(page.getByLabel('Username')).toHaveValue(username)
  await mend()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/account')
})
