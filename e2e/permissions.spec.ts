import { expect, expectAccessible, test, unique } from './fixtures'
import { give, makeGroup } from './rights'

test('a role is given over a folder, acts at once, and is removed after a review', async ({
  page,
  administrator,
  makeUser,
  makeFolder,
}) => {
  const person = await makeUser()
  const folder = await makeFolder(`users/${unique('desk')}`)
  await page.goto(`/directory/users/${person.id}`)
  await page.getByRole('main').getByRole('link', { name: 'Permissions' }).click()
  await expect(page.getByText('Nothing given directly')).toBeVisible()
  await page.getByRole('button', { name: 'Assign permission' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Find a permission or role')).toBeFocused()
  await dialog.getByRole('radio', { name: /^Auditor/ }).check()
  await dialog.getByLabel('Over', { exact: true }).selectOption('A folder with all below it')
  await expect(dialog.getByText(/Without effect over a folder/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Assign' })).toBeDisabled()
  await dialog.getByRole('searchbox', { name: 'Find a folder' }).fill(folder.path)
  await dialog.getByRole('radio', { name: folder.path }).check({ force: true })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(page.getByText('Permission assigned')).toBeVisible()
  const row = page.getByRole('row', { name: /Auditor/ })
  await expect(row).toContainText(`The folder ${folder.path}`)
  await expect(row).toContainText(administrator.username)
  await expectAccessible(page)

  await row.getByRole('button', { name: /^Remove/ }).click()
  await expect(dialog).toContainText(`${person.username} loses “Auditor” over the folder ${folder.path}`)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Permission removed')).toBeVisible()
  await expect(page.getByText('Nothing given directly')).toBeVisible()
})

test('a permission is given over the members of a group and over one user, found by search', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const [person, target] = [await makeUser(), await makeUser()]
  const group = await makeGroup(world)
  await page.goto(`/directory/users/${person.id}/permissions`)
  const dialog = page.getByRole('dialog')
  for (const [over, find, name] of [
    ['The members of a group', 'Find a group', group.name],
    ['One user', 'Find a user', target.username],
  ] as const) {
    await page.getByRole('button', { name: 'Assign permission' }).click()
    await dialog.getByRole('searchbox', { name: 'Find a permission or role' }).fill('users.recover')
    await dialog.getByRole('radio', { name: /users.recover/ }).check()
    await dialog.getByLabel('Over', { exact: true }).selectOption(over)
    await dialog.getByRole('searchbox', { name: find }).fill(name)
    await dialog.getByRole('radio', { name }).check()
    await dialog.getByRole('button', { name: 'Assign' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row', { name: /users.recover/ }).filter({ hasText: name })).toBeVisible()
  }
})

test('what is inherited is shown with its way, on users and on groups', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const person = await makeUser()
  const top = await makeGroup(world)
  const group = await makeGroup(world, { members: [person], parent: top })
  await give(world, { groupId: top.id }, { role: 'help_desk' }, { scope: 'everything' })
  await page.goto(`/directory/users/${person.id}/permissions`)
  const row = page.getByRole('row', { name: /Help desk/ })
  await expect(row).toContainText(`${group.name}→${top.name}`)
  await expect(row.getByRole('button')).toHaveCount(0)
  await row.getByRole('link', { name: top.name }).click()
  await page.getByRole('main').getByRole('link', { name: 'Permissions' }).click()
  await expect(page.getByRole('heading', { name: 'Direct' })).toBeVisible()
  await expect(page.getByRole('row', { name: /Help desk/ }).getByRole('button')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/directory/groups/${group.id}/permissions`)
  await expect(page.getByRole('row', { name: /Help desk/ })).toContainText(top.name)
})

test('a limited administrator is offered only what they hold, and nothing of others is named', async ({
  makeUser,
  makeFolder,
  signedInAs,
  world,
}) => {
  const folder = await makeFolder(`users/${unique('berlin')}`)
  const person = await makeUser({ path: folder.path })
  const stranger = await makeUser()
  const boss = await makeUser()
  const within = { scope: 'folder', scopeFolderId: folder.id } as const
  for (const permission of ['grants.create', 'grants.delete', 'users.recover'])
    await give(world, { userId: boss.id }, { permission }, within)
  await give(
    world,
    { userId: person.id },
    { permission: 'users.delete' },
    { scope: 'user', scopeUserId: stranger.id },
  )
  const page = await signedInAs(boss)
  await page.goto(`/directory/users/${person.id}/permissions`)
  const row = page.getByRole('row', { name: /users.delete/ })
  await expect(row).toContainText('A user outside your view')
  await expect(row.getByRole('button')).toHaveCount(0)
  expect(await page.content()).not.toContain(stranger.username)
  await page.getByRole('button', { name: 'Assign permission' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /users.recover/ }).check()
  await expect(dialog.getByRole('radio', { name: /users.delete/ })).toHaveCount(0)
  await expect(dialog.getByRole('radio', { name: /^Administrator/ })).toHaveCount(0)
  await expect(dialog.getByLabel('Over', { exact: true }).getByRole('option')).toHaveText([
    'A folder with all below it',
    'One user',
  ])
})

test('without the right to see permissions there is no tab, and its address is refused', async ({
  makeUser,
  signedInAs,
  world,
}) => {
  const [reader, other] = [await makeUser(), await makeUser()]
  await give(world, { userId: reader.id }, { permission: 'users.read' }, { scope: 'everything' })
  const page = await signedInAs(reader)
  await page.goto(`/directory/users/${other.id}`)
  await expect(page.getByRole('link', { name: 'Overview' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Permissions' })).toHaveCount(0)
  const response = await page.goto(`/directory/users/${other.id}/permissions`)
  expect(response?.status()).toBe(403)
})

test('the Permissions tab fits a phone, in the dark too', async ({ page, administrator }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/directory/users/${administrator.id}/permissions`)
  await expect(page.getByRole('row', { name: /Administrator/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Assign permission' }).click()
  await expect(page.getByRole('dialog').getByRole('radio', { name: /^Auditor/ })).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
