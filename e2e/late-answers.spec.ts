import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { makeGroup } from './groups-world'

/** Holds back whatever is asked of the server about this, until it is let go. */
async function hold(page: Page, isMeant: (request: { url: string; body: string }) => boolean) {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let markAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    markAsked = resolve
  })
  let markGiven = () => {}
  const given = new Promise<void>((resolve) => {
    markGiven = resolve
  })
  await page.route('**/*', async (route) => {
    const request = route.request()
    if (!isMeant({ url: request.url(), body: request.postData() ?? '' })) return route.continue()
    const answer = await route.fetch()
    markAsked()
    await held
    // Who asked may have gone on.
    await route.fulfill({ response: answer }).catch(() => {})
    markGiven()
  })
  return { asked, letGo, given }
}

test('the answer about one user never reaches the dialog opened for another', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const path = `users/${unique('late')}`
  const slow = await makeUser({ path, name: 'Slow' })
  const quick = await makeUser({ path, name: 'Quick' })
  const { asked, letGo } = await hold(page, ({ url }) => url.includes(`/${slow.id}/editable`))
  await page.goto(`/directory/users?folder=${encodeURIComponent(path)}`)
  await page.getByRole('link', { name: `Edit ${slow.username}` }).click()
  await asked
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: `Edit ${quick.username}` }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${quick.username}` })
  await expect(dialog.getByLabel('Username')).toHaveValue(quick.username)
  letGo()
  await dialog.getByLabel('Name', { exact: true }).fill('Changed')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`User ${quick.username} updated`)).toBeVisible()
  const row = (username: string) => page.getByRole('row').filter({ hasText: username })
  await expect(row(quick.username)).toContainText('Changed')
  await expect(row(slow.username)).toContainText('Slow')
})

test('the plan for one user never shows in the review opened for another', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const path = `users/${unique('late')}`
  const slow = await makeUser({ path })
  const quick = await makeUser({ path })
  const { asked, letGo } = await hold(page, ({ body }) => body.includes(`"ids":[${slow.id}]`))
  await page.goto(`/directory/users?folder=${encodeURIComponent(path)}`)
  await page.getByRole('link', { name: `Deactivate ${slow.username}` }).click()
  await asked
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: `Deactivate ${quick.username}` }).click()
  letGo()
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 user' })
  await expect(dialog.getByText(quick.username)).toBeVisible()
  await expect(dialog.getByText(slow.username)).toBeHidden()
})

test('a dialog that is being saved stays open until its answer is there', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser()
  await page.goto(`/directory/users/${user.id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${user.username}` })
  await dialog.getByLabel('Name', { exact: true }).fill('Taken slowly')
  const { asked, letGo } = await hold(page, ({ body }) => body.includes('Taken slowly'))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await asked
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Discard what you typed?')).toBeHidden()
  await expect(dialog).toBeVisible()
  letGo()
  await expect(page.getByText(`User ${user.username} updated`)).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('whom a pasted list names, found late, is not added by another way of finding them', async ({
  page,
  administrator: _,
  makeUser,
  world,
}) => {
  const pasted = await makeUser()
  const group = await makeGroup(world.db)
  await page.goto(`/directory/groups/${group.id}/members`)
  await page.getByRole('button', { name: 'Add members' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Paste a list').check()
  await dialog.getByLabel('Usernames or e-mail addresses').fill(pasted.username)
  const { asked, letGo, given } = await hold(page, ({ body }) => body.includes('"names"'))
  await dialog.getByRole('button', { name: 'Find them' }).click()
  await asked
  await dialog.getByLabel('Search and pick').check()
  letGo()
  await given
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled()
})

test('a click at once after typing in the search is not swallowed', async ({
  page,
  administrator: _,
  makeUser,
}) => {
  const user = await makeUser()
  await page.goto(`/directory/users?q=${user.username}`)
  const search = page.getByRole('combobox', { name: 'Search users' })
  const typed = `${user.username} swall`
  const others = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Roles' })
  for (const [link, address] of [
    [page.getByRole('link', { name: user.username, exact: true }), `/directory/users/${user.id}`],
    [others, '/directory/roles'],
  ] as const) {
    await expect(search).toHaveValue(user.username)
    // The page takes longer than the pause in typing lasts.
    const { asked, letGo } = await hold(page, ({ url }) => new URL(url).pathname === address)
    const isSearched = page.waitForRequest(/swall/, { timeout: 1000 }).catch(() => undefined)
    // Both in one breath, however busy the machine is.
    const clicked = await link.elementHandle()
    await search.evaluate(
      (box, [text, next]) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text)
        box.dispatchEvent(new Event('input', { bubbles: true }))
        if (next instanceof HTMLElement) next.click()
      },
      [typed, clicked] as const,
    )
    await asked
    expect(await isSearched).toBeUndefined()
    letGo()
    await expect(page).toHaveURL(address)
    await page.unroute('**/*')
    await page.goBack()
  }
})
