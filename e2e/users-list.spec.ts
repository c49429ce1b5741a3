import { expect, expectAccessible, test, unique } from './fixtures'
import { totalOf } from './users-page'

const day = 24 * 60 * 60_000

test('the list shows a folder, its search narrows as one types, and all of it lives in the address', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('search')
  const ada = await makeUser({ path: folder, username: unique('ada'), name: 'Ada Lovelace' })
  const alan = await makeUser({ path: `${folder}/below`, username: unique('alan'), name: 'Alan Turing' })
  await page.goto(`/directory/users?folder=${folder}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(folder)
  await expect(totalOf(page, '2 users')).toBeVisible()
  await expectAccessible(page)

  const search = page.getByRole('combobox', { name: 'Search users' })
  await search.pressSequentially('lovel')
  await expect(page.getByRole('link', { name: alan.username, exact: true })).toBeHidden()
  await expect(page.getByRole('link', { name: ada.username, exact: true })).toBeVisible()
  await expect(search).toBeFocused()
  await expect(page).toHaveURL(/q=lovel/)

  await page.getByRole('link', { name: ada.username, exact: true }).click()
  await expect(page).toHaveURL(`/directory/users/${ada.id}`)
  await page.goBack()
  await expect(search).toHaveValue('lovel')
  await search.fill('')
  await page.getByRole('switch', { name: 'Include sub-folders' }).click()
  await expect(page).toHaveURL(/subfolders=no/)
  await expect(totalOf(page, '1 user')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: ada.username, exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: alan.username, exact: true })).toBeHidden()
})

test('a search goes everywhere and back to its folder', async ({ page, administrator: _, makeUser }) => {
  const word = unique('wanderer')
  const here = unique('here')
  await makeUser({ path: here, username: `${word}-1` })
  await makeUser({ path: unique('there'), username: `${word}-2` })
  await page.goto(`/directory/users?folder=${here}&q=${word}`)
  await expect(totalOf(page, '1 user')).toBeVisible()
  await page.getByRole('link', { name: 'Everywhere' }).click()
  await expect(totalOf(page, '2 users')).toBeVisible()
  await page.getByRole('link', { name: 'In this folder' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(here)
  await expect(totalOf(page, '1 user')).toBeVisible()
})

test('terms are completed by keyboard, shown as chips, and the filter form changes the same text', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('terms')
  await makeUser({ path: folder })
  const gone = await makeUser({ path: folder, isActive: false, type: 'external' })
  await page.goto(`/directory/users?folder=${folder}`)
  const search = page.getByRole('combobox', { name: 'Search users' })
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await search.pressSequentially('act')
  await expect(search).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Enter')
  await expect(search).toHaveValue('active:')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(search).toHaveValue('active:no ')
  await expect(totalOf(page, '1 user')).toBeVisible()
  await expect(page.getByRole('link', { name: gone.username, exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Filter' }).click()
  const filters = page.getByRole('dialog', { name: 'Filter' })
  await expect(filters.getByLabel('Active')).toHaveValue('no')
  await filters.getByLabel('Type').selectOption('internal')
  await expect(search).toHaveValue(/type:internal/)
  await page.keyboard.press('Escape')
  await expect(page.getByText('No users match')).toBeVisible()
  await page.getByRole('link', { name: 'Remove filter: Internal' }).click()
  await expect(page.getByRole('link', { name: gone.username, exact: true })).toBeVisible()
})

test('a term that makes no sense is explained, never shown as an empty list', async ({
  page,
  administrator: _,
}) => {
  await page.goto('/directory/users?q=active:perhaps')
  await expect(page.getByRole('alert').filter({ hasText: 'active: takes yes or no.' })).toBeVisible()
  await expect(page.getByRole('table')).toBeHidden()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page.getByRole('table', { name: 'Users' })).toBeVisible()
})

test('each of the four orders sorts, pages follow it both ways, and the size of pages is kept', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('order')
  for (let i = 0; i < 25; i++) {
    const number = String(i).padStart(2, '0')
    await makeUser({
      path: folder,
      username: `${folder}-${number}`,
      name: `Name ${String(24 - i).padStart(2, '0')}`,
      lastSignInAt: new Date(Date.now() - i * day),
    })
  }
  const links = page
    .getByRole('table', { name: 'Users' })
    .getByRole('link', { name: new RegExp(`^${folder}-`) })
  await page.goto(`/directory/users?folder=${folder}&size=20`)
  await expect(links.first()).toHaveText(`${folder}-00`)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(links).toHaveCount(5)
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(links).toHaveCount(20)
  await expect(links.first()).toHaveText(`${folder}-00`)
  await page.getByRole('link', { name: 'Sort by name' }).click()
  await expect(links.first()).toHaveText(`${folder}-24`)
  await page.getByRole('link', { name: 'Sort by username' }).click()
  await expect(links.first()).toHaveText(`${folder}-00`)
  await page.getByRole('link', { name: 'Last sign-in' }).click()
  await expect(page).toHaveURL(/sort=-last-sign-in/)
  await expect(links.first()).toHaveText(`${folder}-00`)
  await page.getByRole('link', { name: 'Created' }).click()
  await expect(links.first()).toHaveText(`${folder}-24`)
  await page.getByRole('link', { name: '100 rows per page' }).click()
  await expect(links).toHaveCount(25)
  await expect(page).toHaveURL(/sort=-created/)
})

test('a row unfolds its details, and a hidden column stays hidden from the first byte', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('details')
  const ada = await makeUser({
    path: folder,
    name: 'Ada',
    email: `${folder}@example.org`,
    attributes: { desk: 7 },
  })
  await page.goto(`/directory/users?folder=${folder}`)
  await page.getByRole('link', { name: `Details of ${ada.username}` }).click()
  await expect(page.getByRole('button', { name: 'Copy email' })).toBeVisible()
  await expect(page.getByText('desk', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('dialog').getByLabel('Username')).toHaveValue(ada.username)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: `Details of ${ada.username}` }).click()
  await expect(page.getByRole('button', { name: 'Copy email' })).toBeHidden()

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Email' }).click()
  await expect(page.getByRole('columnheader', { name: 'Email', includeHidden: true })).toHaveCount(0)
  const html = await (await page.request.get(`/directory/users?folder=${folder}`)).text()
  expect(html).not.toContain('data-label="Email"')
  expect(html).toContain('data-label="Type"')
})

test('a user just created stands out, also when another page of the list holds them', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const elsewhere = await makeUser({ path: unique('elsewhere') })
  const folder = unique('new')
  await makeUser({ path: folder })
  await page.goto(`/directory/users?folder=${folder}&highlight=${elsewhere.id}`)
  const row = page.getByRole('row').filter({ hasText: elsewhere.username })
  await expect(row).toContainText('Just created')
  await expect(totalOf(page, '1 user')).toBeVisible()
})

test('an empty folder and one that is gone say so', async ({
  page,
  administrator: _,
  makeFolder,
  makeUser,
}) => {
  const folder = unique('empty')
  await makeFolder(folder)
  await makeUser({ path: `${folder}/below` })
  await page.goto(`/directory/users?folder=${folder}&subfolders=no`)
  await expect(page.getByText('No users in this folder')).toBeVisible()
  await page.getByRole('link', { name: 'Include sub-folders' }).click()
  await expect(totalOf(page, '1 user')).toBeVisible()
  await page.goto(`/directory/users?folder=${unique('gone')}`)
  await expect(page.getByText('There is no such folder')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('list, search, switch, sorting, paging and details work', async ({
    page,
    administrator: _,
    makeUser,
  }) => {
    const folder = unique('plain')
    for (let i = 10; i < 32; i++) await makeUser({ path: folder, username: `${folder}-${i}` })
    const below = await makeUser({ path: `${folder}/below`, username: `${folder}-below`, name: 'Deep' })
    await page.goto(`/directory/users?folder=${folder}&size=20`)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page.getByRole('link', { name: below.username, exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Sort by username' }).click()
    await expect(page).toHaveURL(/sort=-username/)
    await page.getByRole('combobox', { name: 'Search users' }).fill('deep')
    await page.getByRole('button', { name: 'Search', exact: true }).last().click()
    await expect(totalOf(page, '1 user')).toBeVisible()
    await page.getByRole('link', { name: `Details of ${below.username}` }).click()
    await expect(page.getByRole('link', { name: 'Open', exact: true })).toBeVisible()
    await page.getByRole('switch', { name: 'Include sub-folders' }).uncheck()
    await page.getByRole('button', { name: 'Search', exact: true }).last().click()
    await expect(page.getByText('No users match')).toBeVisible()
  })
})
