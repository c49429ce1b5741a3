import { expect, expectAccessible, test } from './fixtures'

const password = 'plum orbit candle fifty'

test('a person changes their password, which ends their other sessions', async ({
  makeUser,
  signedInAs,
  browser,
  world,
  baseURL,
}) => {
  const ada = await makeUser({ name: 'Ada Lovelace', password })
  const page = await signedInAs(ada)
  const other = await browser.newContext()
  await other.addCookies([{ ...(await world.makeSession(ada)), url: baseURL ?? '' }])
  const otherPage = await other.newPage()
  await otherPage.goto('/account')
  await expect(otherPage).toHaveURL('/account')

  await page.goto('/account')
  await expectAccessible(page)
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password', { exact: true }).fill('seven quiet lanterns')
  await page.getByLabel('New password again').fill('seven quiet lanterns')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your current password.').last()).toBeVisible()
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('seven quiet lanterns')

  await page.getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed')).toBeVisible()
  await otherPage.reload()
  await expect(otherPage).toHaveURL(/\/sign-in/)
  await page.reload()
  await expect(page).toHaveURL('/account')
  await other.close()
})

test('a person ends another session of theirs', async ({ makeUser, signedInAs, world }) => {
  const ada = await makeUser({ password })
  await world.makeSession(ada)
  const page = await signedInAs(ada)
  await page.goto('/account')
  await page.getByRole('button', { name: /^End session on/ }).click()
  await expect(page.getByText(/^Session on .* ended$/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^End session on/ })).toHaveCount(0)
})

test('the account page is readable on a phone and in the dark', async ({ makeUser, signedInAs }) => {
  const page = await signedInAs(await makeUser({ password }))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible()
  await expectAccessible(page)
})
