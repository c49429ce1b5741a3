import { expect, expectAccessible, test, unique } from './fixtures'

test('the details show who somebody is, their folder, their attributes and what happened', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = `users/${unique('staff')}`
  const user = await makeUser({
    name: 'Ada Lovelace',
    email: `${unique('ada')}@example.org`,
    path: `${folder}/north`,
    attributes: {
      city: 'London',
      verified: true,
      teams: ['core', 'red'],
      address: { street: '1 Long Road' },
    },
  })
  await page.goto(`/directory/users/${user.id}`)
  await expect(page).toHaveTitle(`${user.username} · Latchkey`)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  for (const text of ['city', 'London', 'verified', 'teams', 'core', 'street', '1 Long Road'])
    await expect(main.getByText(text, { exact: true })).toBeVisible()
  await expect(main.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page')
  await expectAccessible(page)
  await main
    .getByRole('navigation', { name: 'Folder' })
    .getByRole('link', { name: folder.split('/')[1] ?? '' })
    .click()
  await expect(page).toHaveURL(`/directory/users?${new URLSearchParams({ folder })}`)
  await expect(page.getByRole('table')).toContainText(user.username)
})

test('a user with nothing but a username is shown without gaps, on a phone in one column', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser({ isActive: false })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/directory/users/${user.id}`)
  await expect(page.getByText('No attributes')).toBeVisible()
  await expect(page.getByText('No events yet')).toBeVisible()
  await expect(page.getByText(/No, deactivated/)).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('User events shows what was done to somebody, newest first, old beside new', async ({
  page,
  administrator,
  makeUser,
}) => {
  const user = await makeUser({ name: 'Before' })
  await page.goto(`/directory/users/${user.id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('After')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await page.getByRole('link', { name: 'User events' }).click()
  await expect(page).toHaveURL(`/directory/users/${user.id}/events`)
  const row = page.getByRole('row').filter({ hasText: 'User changed' })
  await expect(row).toContainText(administrator.username)
  await row.getByText('User changed').click()
  await expect(row.getByText('Before')).toBeVisible()
  await expect(row.getByText('After')).toBeVisible()
  await expectAccessible(page)
})

test('an address that is nobody’s is the 404 page', async ({ page, administrator: _ }) => {
  for (const id of ['abc', '0x1', '-1', '0', '1e3', '2147483647', '99999999999999999999']) {
    for (const tab of ['', '/events']) {
      const answer = await page.goto(`/directory/users/${id}${tab}`)
      expect(answer?.status(), id + tab).toBe(404)
    }
  }
})
