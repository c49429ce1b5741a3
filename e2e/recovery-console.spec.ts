import { expect, expectAccessible, test, unique } from './fixtures'
import { makeLink } from './recovery-links'

test('the open link is extended and revoked from the page of its user', async ({
  administrator,
  makeUser,
  world,
  page,
}) => {
  expect(administrator.id).toBeGreaterThan(0)
  const ada = await makeUser()
  const link = await makeLink(world, ada)
  await page.goto(`/directory/users/${ada.id}`)
  await page.getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByLabel('Works until')).toBeFocused()
  await page.getByLabel('Works until').selectOption('10080')
  await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByText(/Recovery link works until/)).toBeVisible()
  await expect(page.getByText('in 6 days')).toBeVisible()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Revoke link' }).click()
  await expect(page.getByText('Recovery link revoked', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Revoke', exact: true })).toHaveCount(0)
  const facts = page.locator('section').filter({ hasText: 'Recovery link' })
  await expect(facts.getByText('Revoked', { exact: true }).last()).toBeVisible()
  await expect(facts.getByText('Expires', { exact: true })).toBeHidden()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})

test("of one's own account a link is mailed but not shown", async ({ makeUser, signedInAs }) => {
  const own = await makeUser({ isAdministrator: true, email: `${unique('own')}@example.org` })
  const page = await signedInAs(own)
  await page.goto(`/directory/users?q=${own.username}&open=${own.id}`)
  await expect(page.getByRole('link', { name: 'Email recovery link' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'View recovery link' })).toHaveCount(0)
  await page.goto(`/directory/users/${own.id}?recovery=view`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Email recovery link' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'View recovery link' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('mailing a link says where it went, and why it cannot without an address', async ({
  administrator,
  makeUser,
  page,
}) => {
  expect(administrator.id).toBeGreaterThan(0)
  const ada = await makeUser({ email: `${unique('ada')}@example.org` })
  await page.goto(`/directory/users?q=${ada.username}&open=${ada.id}`)
  await page.getByRole('link', { name: 'Email recovery link' }).click()
  await expect(page.getByRole('dialog')).toContainText(`To ${ada.email}`)
  await expect(page.getByLabel('Works for')).toBeFocused()
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByText(`Captured, not sent, for ${ada.email}`)).toBeVisible()
  await expectAccessible(page)
  const grace = await makeUser()
  await page.goto(`/directory/users/${grace.id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  const item = page.getByRole('menuitem', { name: 'Email recovery link' })
  await expect(item).toContainText('No e-mail address')
  await expect(item).toBeDisabled()
})
