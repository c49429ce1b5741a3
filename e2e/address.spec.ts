import { eq } from 'drizzle-orm'
import { users } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import type { openWorld, Person } from './world'

const password = 'plum orbit candle fifty'

/** As giving them rights leaves it of which whoever set the address does not hold all. */
async function outgrowAddress({ db }: ReturnType<typeof openWorld>, { id }: Person): Promise<void> {
  await db.update(users).set({ emailOutgrown: true }).where(eq(users.id, id))
}

test('an administrator is told why no link is mailed to an address, and confirms it', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const ada = await makeUser({ email: `${unique('ada')}@example.org` })
  await outgrowAddress(world, ada)
  await page.goto(`/directory/users/${ada.id}?recovery=email`)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/so no recovery link is mailed to it/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  const card = page.getByText('Address not used for recovery')
  await expect(card).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByText(/^Recovery links are mailed to .* again$/)).toBeVisible()
  await expect(card).toBeHidden()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a person confirms their own address with their password, on a phone', async ({
    makeUser,
    signedInAs,
    world,
  }) => {
    const ada = await makeUser({ password, email: `${unique('ada')}@example.org` })
    await outgrowAddress(world, ada)
    const page = await signedInAs(ada)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/account')
    const card = page.getByText('Your address is not used for recovery')
    const field = page.locator('form', { hasText: 'Confirm address' }).getByLabel('Current password')
    await field.fill('not this one')
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await expect(page.getByText('This is not your current password.').last()).toBeVisible()
    await field.fill(password)
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await expect(card).toBeHidden()
  })
})
