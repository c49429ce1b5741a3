import { expect, expectAccessible, test, unique } from './fixtures'
import { totalOf } from './users-page'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a selection survives paging and searching, takes ranges, and can be copied', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('pick')
  for (let i = 10; i < 35; i++) {
    const username = `${folder}-${i}`
    await makeUser({ path: folder, username, email: i === 10 ? null : `${username}@example.org` })
  }
  await page.goto(`/directory/users?folder=${folder}&size=20`)
  const bar = page.getByRole('region', { name: 'Selection' })
  await page.getByRole('checkbox', { name: `Select ${folder}-10` }).check()
  await page.getByRole('checkbox', { name: `Select ${folder}-12` }).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('3 selected')
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: `Select ${folder}-34` }).check()
  await expect(bar).toContainText('4 selected')
  await page.getByRole('combobox', { name: 'Search users' }).fill(`${folder}-11`)
  await expect(totalOf(page, '1 user')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: `Select ${folder}-11` })).toBeChecked()
  await expect(bar).toContainText('4 selected')
  await expectAccessible(page)

  await bar.getByRole('button', { name: 'Copy usernames' }).click()
  await expect(page.getByText('4 usernames copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toEqual([10, 11, 12, 34].map((i) => `${folder}-${i}`))
  await bar.getByRole('button', { name: 'Copy emails' }).click()
  await expect(page.getByText('3 emails copied')).toBeVisible()
  await bar.getByRole('button', { name: 'Clear' }).click()
  await expect(bar).toBeHidden()
})

test('all that match are selected beyond the page and moved to a folder, with an event for each', async ({
  page,
  administrator: _,
  makeUser,
  makeFolder,
}) => {
  const folder = unique('move')
  const target = await makeFolder(unique('target'))
  let last = { id: 0, username: '' }
  for (let i = 10; i < 33; i++) last = await makeUser({ path: folder, username: `${folder}-${i}` })
  await makeUser({ path: folder, username: `${folder}-stays`, type: 'external' })
  await page.goto(`/directory/users?folder=${folder}&size=20&q=type:internal`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('20 selected')
  await bar.getByRole('button', { name: 'Select all 23 that match' }).click()
  await expect(bar).toContainText('23 selected')
  await bar.getByRole('button', { name: 'Move to folder…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move 23 users' })
  await dialog.getByRole('searchbox', { name: 'Find a folder' }).fill(target.path)
  await dialog.getByText(target.path).first().click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Move 23 users' }).click()
  await expect(page.getByText('23 users moved')).toBeVisible()
  await expect(bar).toBeHidden()
  await expect(page.getByText('No users match')).toBeVisible()
  await page.goto(`/directory/users?folder=${target.path}`)
  await expect(totalOf(page, '23 users')).toBeVisible()
  await page.goto(`/directory/users/${last.id}/events`)
  await expect(page.getByText('User changed').first()).toBeVisible()
})
