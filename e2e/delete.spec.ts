import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, test, unique } from './fixtures'
import { totalOf } from './users-page'

test('several users are deleted once their number is typed; the list and the selection lose them', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('leaving')
  const people = []
  for (let i = 0; i < 4; i++) people.push(await makeUser({ path: folder, username: `${folder}-${i}` }))
  await page.goto(`/directory/users?folder=${folder}`)
  for (const { username } of people.slice(0, 3))
    await page.getByRole('checkbox', { name: `Select ${username}` }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 users' })
  await expect(dialog.getByText('This cannot be undone.')).toBeVisible()
  await expect(dialog.getByLabel('Type 3 to confirm')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Type 3 to confirm.')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('3')
  await dialog.getByRole('button', { name: 'Delete 3 users' }).click()
  await expect(page.getByText('3 users deleted')).toBeVisible()
  await expect(totalOf(page, '1 user')).toBeVisible()
  await expect(bar).toBeHidden()
})

test('from the details: what is held is downloaded, then the user is deleted and the list is shown', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser({ path: unique('details'), name: 'Ada Lovelace' })
  await page.goto(`/directory/users/${user.id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Download what we hold' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 1 user' })
  const started = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Download what we hold/ }).click()
  const download = await started
  expect(download.suggestedFilename()).toBe(`user-${user.id}-${user.username}.json`)
  const held = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(held.user).toMatchObject({ id: user.id, name: 'Ada Lovelace' })
  await dialog.getByRole('button', { name: 'Delete 1 user' }).click()
  await expect(page.getByText('1 user deleted')).toBeVisible()
  await expect(page).toHaveURL(/\/directory\/users\?folder=details/)
  expect((await page.goto(`/directory/users/${user.id}`))?.status()).toBe(404)
})

test('deleting can be turned into deactivating, and on a phone all of it fits', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/directory/users/${user.id}?act=delete`)
  await expect(page.getByRole('dialog', { name: 'Delete 1 user' })).toBeVisible()
  await page.getByRole('button', { name: 'Deactivate instead' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 user deactivated')).toBeVisible()
  await expect(page.getByText(/No, deactivated/)).toBeVisible()
})

test('when all users of a page are deleted, the list goes on from its beginning', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const folder = unique('pages')
  for (let i = 10; i < 31; i++) await makeUser({ path: folder, username: `${folder}-${i}` })
  await page.goto(`/directory/users?folder=${folder}&size=20`)
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('link', { name: `Details of ${folder}-30` }).click()
  await page.getByRole('link', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 1 user' })
  await dialog.getByRole('button', { name: 'Delete 1 user' }).click()
  await expect(page.getByText('1 user deleted')).toBeVisible()
  await expect(page.getByRole('link', { name: `${folder}-10`, exact: true })).toBeVisible()
  await expect(totalOf(page, '20 users')).toBeVisible()
})
