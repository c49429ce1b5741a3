import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { grants } from '../db/schema'
import { expect, expectAccessible, test, unique } from './fixtures'
import { give } from './rights'

test('a role is created with permissions found by search, changed, and deleted with what it takes along', async ({
  page,
  administrator: _,
}) => {
  const name = unique('Onboarding')
  await page.goto('/directory/users')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Roles' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('searchbox', { name: 'Find a permission' }).fill('create')
  await expect(dialog.getByRole('checkbox', { name: 'Delete users' })).toBeHidden()
  await dialog.getByRole('checkbox', { name: 'Create users' }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText('Role created')).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(main.getByText('users.create')).toBeVisible()
  await expectAccessible(page)

  await main.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByRole('checkbox', { name: 'Create folders' }).check()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(main.getByText('folders.create')).toBeVisible()

  await page.getByRole('navigation', { name: 'Parts of this role' }).getByText('Role events').click()
  for (const what of ['Role changed', 'Role created'])
    await expect(page.getByRole('row').filter({ hasText: what })).toBeVisible()
  await expectAccessible(page)

  // The toast of the change lies over the buttons for as long as the pointer is on it.
  await page.reload()
  await main.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText('Nobody you can see has it.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete role' }).click()
  await expect(page.getByText('Role deleted')).toBeVisible()
  await expect(page).toHaveURL('/directory/roles')
  await expect(page.getByRole('link', { name })).toBeHidden()
})

test('a taken name is said at its field, and nothing typed is lost', async ({ page, administrator: _ }) => {
  await page.goto('/directory/roles')
  await page.getByRole('button', { name: 'Create' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('HELP DESK')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Another one')
  await dialog.getByRole('checkbox', { name: 'Create users' }).check()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
    'Another role has this name.',
  )
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('Another one')
  await expect(dialog.getByRole('checkbox', { name: 'Create users' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Discard what you typed?')).toBeVisible()
})

test('when somebody else changed a role meanwhile, one chooses field by field and nothing is lost', async ({
  page,
  context,
  administrator: _,
}) => {
  const name = unique('Shared')
  await page.goto('/directory/roles')
  await page.getByRole('button', { name: 'Create' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  for (const [on, text] of [
    [other, 'First'],
    [page, 'Second'],
  ] as const) {
    await on.getByRole('button', { name: 'Edit' }).click()
    await on.getByRole('dialog').getByRole('textbox', { name: 'Description' }).fill(text)
    if (on === other) await on.getByRole('dialog').getByRole('checkbox', { name: 'Create users' }).check()
    await on.getByRole('dialog').getByRole('button', { name: 'Update' }).click()
    if (on === other) await expect(on.getByText('Role changed')).toBeVisible()
  }
  await expect(dialog.getByText(`Somebody else changed ${name} in the meantime`)).toBeVisible()
  await expectAccessible(page)
  await expect(dialog.getByRole('group', { name: 'Permissions' }).getByLabel('Theirs')).toBeChecked()
  await dialog.getByRole('button', { name: 'Back to the form' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('Second')
  await dialog.getByRole('button', { name: 'Update' }).click()
  await dialog.getByRole('group', { name: 'Description' }).getByLabel('Yours').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const main = page.getByRole('main')
  await expect(main.getByText('Second').first()).toBeVisible()
  await expect(main.getByText('users.create')).toBeVisible()
})

test('roles that come with Latchkey have no Edit and no Delete, and say who has them', async ({
  page,
  administrator,
  world,
}) => {
  // The fifty highest by id are listed first, and every test makes administrators.
  const highest = `ffffffff${randomUUID().slice(8)}`
  await world.db.update(grants).set({ id: highest }).where(eq(grants.userId, administrator.id))
  await page.goto('/directory/roles')
  await page.getByRole('link', { name: 'Administrator', exact: true }).click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1, name: 'Administrator' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expect(main.getByRole('button', { name: 'Delete' })).toHaveCount(0)
  await main.getByRole('link', { name: 'Permissions' }).click()
  await expect(main.getByRole('link', { name: administrator.username })).toBeVisible()
  await expectAccessible(page)
})

test('who may only read roles sees them without a button, and without who has them', async ({
  world,
  makeUser,
  signedInAs,
}) => {
  const person = await makeUser()
  await give(world, { userId: person.id }, { permission: 'roles.read' }, { scope: 'everything' })
  const page = await signedInAs(person)
  await page.goto('/directory/roles')
  await expect(page.getByRole('link', { name: 'Help desk' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create' })).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Given to' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Help desk' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Help desk' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Permissions' })).toHaveCount(0)
})

test('roles fit a phone, in the dark too', async ({ page, administrator: _ }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of ['/directory/roles', '/directory/roles/1', '/directory/roles/1/permissions']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
})
