import { expect, expectAccessible, test, unique } from './fixtures'

test('a user deactivated in one browser is out at the next click in the other, and the status says why', async ({
  page,
  administrator,
  makeUser,
  world,
  browser,
  baseURL,
}) => {
  const user = await makeUser({ isAdministrator: true, password: 'plum orbit candle fifty' })
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  await context.addCookies([{ ...(await world.makeSession(user)), url: baseURL ?? '', httpOnly: true }])
  const other = await context.newPage()
  await other.goto('/directory/users')
  await expect(other.getByRole('heading', { name: 'All users' })).toBeVisible()

  await page.goto(`/directory/users?q=${user.username}`)
  await page.getByRole('link', { name: `Deactivate ${user.username}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  await expect(dialog.getByText('Ends at once: 1 session.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Reason').fill('Left the company')
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByText('1 user deactivated')).toBeVisible()
  await expect(page.getByRole('link', { name: `Activate ${user.username}` })).toBeVisible()

  await other.getByRole('link', { name: 'Events' }).first().click()
  await expect(other).toHaveURL(/\/sign-in/)
  await other.getByLabel('Username').fill(user.username)
  await other.getByLabel('Password', { exact: true }).fill('plum orbit candle fifty')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('alert').first()).toBeVisible()
  await expect(other).toHaveURL(/\/sign-in/)
  await context.close()

  await page.goto(`/directory/users/${user.id}`)
  const main = page.getByRole('main')
  await expect(main.getByText(`by ${administrator.username}`).first()).toBeVisible()
  await expect(main.getByText('Left the company')).toBeVisible()
  await main.getByRole('button', { name: 'Activate' }).click()
  await expect(page.getByText('1 user activated')).toBeVisible()
  await expect(page.getByText('They sign in with the password they had')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(main.getByRole('button', { name: 'Deactivate' })).toBeVisible()
})

test('by keyboard alone: from the open row through the review and back', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser({ path: unique('keys') })
  await page.goto(`/directory/users?q=${user.username}&open=${user.id}`)
  const act = page.getByRole('link', { name: 'Deactivate', exact: true })
  await act.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(act).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab')
  expect(await dialog.evaluate((panel) => panel.contains(document.activeElement))).toBe(true)
  await dialog.getByLabel('Reason').focus()
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 user deactivated')).toBeVisible()
  await expect(page.getByText('By keyboard')).toBeVisible()
})

test('when things changed since the review, nothing is done and the new plan is shown', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const user = await makeUser()
  await page.goto(`/directory/users/${user.id}`)
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await world.makeSession(user)
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(dialog.getByText('Things have changed since you looked.')).toBeVisible()
  await expect(dialog.getByText('Ends at once: 1 session.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByText('1 user deactivated')).toBeVisible()
})

test('yourself among those selected is explained, left out on request, and the number of the others is typed', async ({
  page,
  makeUser,
  signedInAs,
}) => {
  const folder = unique('blocked')
  const self = await makeUser({ isAdministrator: true, path: folder })
  for (let i = 0; i < 23; i++) await makeUser({ path: folder })
  await signedInAs(self)
  await page.goto(`/directory/users?folder=${folder}&size=20`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'Select all 24 that match' }).click()
  await bar.getByRole('button', { name: 'Deactivate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 23 users' })
  await expect(dialog.getByText('You cannot deactivate your own account.').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Update' })).toBeHidden()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Leave out the blocked one' }).click()
  await expect(dialog.getByText('This cannot be done')).toBeHidden()
  await dialog.getByLabel('Type 23 to confirm').fill('24')
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(dialog.getByText('Type 23 to confirm.')).toBeVisible()
  await dialog.getByLabel('Type 23 to confirm').fill('23')
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByText('23 users deactivated')).toBeVisible()
  await expect(bar).toBeHidden()
})
