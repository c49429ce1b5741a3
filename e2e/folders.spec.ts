import type { Page } from '@playwright/test'
import { expect, expectAccessible, test, unique } from './fixtures'

const folders = (page: Page) => page.getByRole('tree', { name: 'Folders' })
const row = (page: Page, name: string) =>
  folders(page).getByRole('treeitem', { name: new RegExp(`^${name} `) })

/** The page with this folder selected, once its keyboard is there. */
async function open(page: Page, path: string) {
  await page.goto(`/directory/users?folder=${encodeURIComponent(path)}`)
  await expect(folders(page).locator('[role=treeitem][tabindex="0"]')).toHaveCount(1)
}

async function choose(page: Page, name: string, verb: string) {
  await row(page, name).focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: verb }).click()
}

test('the tree is walked, opened and searched by keyboard, and remembers what is open', async ({
  page,
  administrator,
  makeUser,
}) => {
  const top = unique('top')
  await makeUser({ path: `${top}/berlin/mitte` })
  await makeUser({ path: `${top}/aachen` })
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, '')
  await row(page, top).focus()
  await expect(row(page, top)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await expect(row(page, 'aachen')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(row(page, 'aachen')).toBeFocused()
  await page.keyboard.press('b')
  await expect(row(page, 'berlin')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, top)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(row(page, 'All users')).toBeFocused()

  await page.reload()
  await expect(row(page, 'berlin')).toBeVisible()
  await expect(folders(page).locator('[role=treeitem][tabindex="0"]')).toHaveCount(1)
  await row(page, 'berlin').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`folder=${top}%2Fberlin`))
  await expect(row(page, 'berlin')).toHaveAttribute('aria-selected', 'true')
  await expect(row(page, 'mitte')).toBeVisible()
  await expectAccessible(page)
})

test('a folder that cannot be opened says so, and opens at the next try', async ({
  page,
  administrator,
  makeUser,
}) => {
  const top = unique('top')
  await makeUser({ path: `${top}/below` })
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, '')
  await page.route('**/directory/folders/children*', (route) =>
    route.fulfill({ status: 500, body: 'no JSON' }),
  )
  await row(page, top).focus()
  await page.keyboard.press('ArrowRight')
  await expect(folders(page).getByText('The server answered 500.')).toBeVisible()
  await page.unroute('**/directory/folders/children*')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(row(page, 'below')).toBeVisible()
})

test('creating a folder keeps what was typed when it is refused, and shows the new one', async ({
  page,
  administrator,
  makeFolder,
}) => {
  const top = unique('top')
  await makeFolder(`${top}/taken`)
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, top)
  await choose(page, top, 'New folder')
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await name.fill('taken')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`There is already a folder "taken" in ${top}.`)).toBeVisible()
  await expect(name).toHaveValue('taken')
  await expectAccessible(page)
  await name.fill('new')
  await page.getByRole('button', { name: 'Create folder' }).click()
  await expect(page.getByText('Folder created')).toBeVisible()
  await expect(row(page, 'new')).toBeVisible()
  await expect(row(page, top)).toBeFocused()
})

test('renaming says how many users it concerns, and the address follows to the new path', async ({
  page,
  administrator,
  makeUser,
}) => {
  const top = unique('top')
  const somebody = await makeUser({ path: `${top}/staff` })
  await makeUser({ path: top })
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, `${top}/staff`)
  await choose(page, top, 'Rename')
  await expect(page.getByText('This concerns 2 users and 1 folder below it')).toBeHidden()
  const renamed = unique('renamed')
  await page.getByRole('textbox', { name: 'Name' }).fill(renamed)
  await expect(page.getByText('This concerns 2 users and 1 folder below it')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`folder=${renamed}%2Fstaff`))
  await expect(page.getByText('Folder renamed')).toBeVisible()
  await expect(page.getByText(somebody.username).first()).toBeVisible()
})

test('a folder moves to the place picked in the tree or found by its path, never into itself', async ({
  page,
  administrator,
  makeFolder,
  makeUser,
}) => {
  const [top, other] = [unique('top'), unique('other')]
  await makeUser({ path: `${top}/staff/berlin` })
  await makeFolder(`${other}/deep`)
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, `${top}/staff`)
  await choose(page, 'staff', 'Move')
  const picker = page.getByRole('tree', { name: 'Move into' })
  await expect(picker.getByRole('treeitem', { name: /^staff / })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Move folder' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: 'Find a folder' }).fill(`${other}/d`)
  await page.getByRole('radio', { name: `${other}/deep` }).check({ force: true })
  await expect(page.getByText('This concerns 1 user and 1 folder below it')).toBeVisible()
  await page.getByRole('button', { name: 'Move folder' }).click()
  await expect(page).toHaveURL(new RegExp(`folder=${other}%2Fdeep%2Fstaff`))
  await expect(page.getByText('Folder moved')).toBeVisible()
  await expect(row(page, 'staff')).toBeFocused()
})

test('deleting is refused over folders below, and first asks where the users go', async ({
  page,
  administrator,
  makeUser,
}) => {
  const top = unique('top')
  await makeUser({ path: `${top}/closing` })
  await makeUser({ path: `${top}/staying` })
  expect(administrator.id).toBeGreaterThan(0)
  await open(page, `${top}/closing`)
  await choose(page, top, 'Delete')
  await expect(page.getByText(`${top} has 2 folders below it.`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete folder' })).toBeHidden()
  await page.keyboard.press('Escape')
  await choose(page, 'closing', 'Delete')
  const deed = page.getByRole('button', { name: 'Move 1 user and delete folder' })
  await expect(deed).toBeDisabled()
  await page
    .getByRole('tree', { name: 'Move users to' })
    .getByRole('treeitem', { name: /^staying / })
    .click()
  await deed.click()
  await expect(page).toHaveURL(new RegExp(`folder=${top}%2Fstaying`))
  await expect(page.getByText(`1 user moved to ${top}/staying`)).toBeVisible()
  await expect(row(page, 'closing')).toBeHidden()
})

test('on a phone the tree is a drawer that closes on a choice', async ({ page, administrator, makeUser }) => {
  const top = unique('top')
  await makeUser({ path: `${top}/below` })
  expect(administrator.id).toBeGreaterThan(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/directory/users?folder=${top}`)
  await page.getByRole('button', { name: `Folder: ${top}` }).click()
  const drawer = page.getByRole('dialog', { name: 'Folders' })
  await expectAccessible(page)
  await drawer.getByRole('link', { name: /^below / }).click()
  await expect(page).toHaveURL(new RegExp(`folder=${top}%2Fbelow`))
  await expect(drawer).toBeHidden()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('folders are links that lead down the tree', async ({ page, administrator, makeUser }) => {
    const top = unique('top')
    const { username } = await makeUser({ path: `${top}/a/b` })
    expect(administrator.id).toBeGreaterThan(0)
    await page.goto('/directory/users')
    for (const name of [top, 'a', 'b'])
      await folders(page)
        .getByRole('link', { name: new RegExp(`^${name} `) })
        .click()
    await expect(page).toHaveURL(new RegExp(`folder=${top}%2Fa%2Fb`))
    await expect(page.getByText(username).first()).toBeVisible()
  })
})
