import { expect, expectAccessible, test, unique } from './fixtures'
import { give, lockOut } from './rights'

const everything = { scope: 'everything' as const }

test('the help desk signs somebody out everywhere, and is offered nothing it may not do', async ({
  page,
  makeUser,
  signedInAs,
  world,
  browser,
  baseURL,
}) => {
  const helper = await makeUser()
  await give(world, { userId: helper.id }, { role: 'help_desk' }, everything)
  const user = await makeUser()
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  await context.addCookies([{ ...(await world.makeSession(user)), url: baseURL ?? '', httpOnly: true }])
  const other = await context.newPage()
  await other.goto('/account')
  await expect(other).toHaveURL(/\/account/)

  await signedInAs(helper)
  await page.goto(`/directory/users/${user.id}`)
  await expect(page.getByRole('button', { name: 'Deactivate' })).toBeHidden()
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Unlock' })).toBeHidden()
  await page.getByRole('menuitem', { name: 'End sessions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign out 1 user' })
  await expect(dialog.getByText('Ends at once: 1 session.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'End sessions' }).click()
  await expect(page.getByText('1 user signed out everywhere')).toBeVisible()
  await other.goto('/account')
  await expect(other).toHaveURL(/\/sign-in/)
  await context.close()
})

test('an administrator is above the help desk: their sessions are not for it to end', async ({
  page,
  makeUser,
  signedInAs,
  world,
}) => {
  const helper = await makeUser()
  await give(world, { userId: helper.id }, { role: 'help_desk' }, everything)
  const above = await makeUser({ isAdministrator: true })
  await signedInAs(helper)
  await page.goto(`/directory/users/${above.id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Copy UUID' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'End sessions' })).toBeHidden()
})

test('sessions of a selection end at once', async ({ page, administrator: _, makeUser, world }) => {
  const path = unique('office')
  for (let i = 0; i < 2; i++) await world.makeSession(await makeUser({ path }))
  await makeUser({ path })
  await page.goto(`/directory/users?folder=${path}`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'End sessions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign out 2 users' })
  await expect(dialog.getByText('1 is not signed in.')).toBeVisible()
  await dialog.getByRole('button', { name: 'End sessions' }).click()
  await expect(page.getByText('2 users signed out everywhere')).toBeVisible()
})

test('who is locked out is shown so with until when, and unlocked', async ({
  page,
  makeUser,
  signedInAs,
  world,
}) => {
  const helper = await makeUser()
  await give(world, { userId: helper.id }, { role: 'help_desk' }, everything)
  const user = await makeUser()
  await lockOut(world, user)
  await signedInAs(helper)
  await page.goto(`/directory/users/${user.id}`)
  const main = page.getByRole('main')
  await expect(main.getByText('Locked out until')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Unlock' }).click()
  const dialog = page.getByRole('dialog', { name: 'Unlock 1 user' })
  await dialog.getByRole('button', { name: 'Unlock 1 user' }).click()
  await expect(page.getByText('1 user unlocked')).toBeVisible()
  await expect(main.getByText('Locked out until')).toBeHidden()
})
