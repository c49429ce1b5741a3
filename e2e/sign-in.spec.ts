import { expect, expectAccessible, test, unique } from './fixtures'

const password = 'plum orbit candle fifty'

test('a person signs in with the username and is where they wanted to go', async ({ page, makeUser }) => {
  const ada = await makeUser({ isAdministrator: true, password })
  await page.goto('/events?size=20')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expectAccessible(page)
  await page.getByLabel('Username or e-mail').fill(ada.username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/events?size=20')
})

test('a person signs in with the e-mail address in any case and signs out', async ({ page, makeUser }) => {
  const email = `${unique('ada')}@example.org`
  const ada = await makeUser({ email, password })
  await page.goto('/sign-in')
  await page.getByLabel('Username or e-mail').fill(email.toUpperCase())
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/account')
  await page.getByRole('button', { name: `Account of ${ada.username}` }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL('/sign-in')
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('unknown, inactive and passwordless accounts and a wrong password read the same', async ({
  page,
  makeUser,
}) => {
  const names = [
    unique('nobody'),
    (await makeUser({ password, isActive: false })).username,
    (await makeUser()).username,
    (await makeUser({ password: 'something else entirely' })).username,
  ]
  const pages = []
  for (const name of names) {
    await page.goto('/sign-in')
    await page.getByLabel('Username or e-mail').fill(name)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('The username or password is not right.')).toBeVisible()
    await expect(page.getByLabel('Username or e-mail')).toHaveValue(name)
    pages.push(await page.getByRole('main').innerText())
  }
  expect(pages).toEqual(Array(names.length).fill(pages[0]))
})

test('an address of another site in next is not followed', async ({ page, makeUser }) => {
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/%09/evil.example']) {
    const ada = await makeUser({ password })
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('Username or e-mail').fill(ada.username)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).not.toHaveURL(/sign-in/)
    expect(new URL(page.url()).hostname).toBe('localhost')
  }
})

test('signing in over a session gives a new cookie, and the one before opens nothing any more', async ({
  page,
  makeUser,
  signedInAs,
  browser,
  baseURL,
}) => {
  const ada = await makeUser({ password })
  await page.goto('/sign-in?next=/account')
  // Meanwhile somebody signs in in another tab.
  await signedInAs(await makeUser())
  const before = await page.context().cookies()
  await page.getByLabel('Username or e-mail').fill(ada.username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/account')
  await expect(page.getByRole('main')).toContainText(ada.username)
  const name = before[0]?.name
  const after = (await page.context().cookies()).find((cookie) => cookie.name === name)
  expect(after?.value).not.toBe(before[0]?.value)
  const elsewhere = await browser.newContext({ ...(baseURL && { baseURL }) })
  await elsewhere.addCookies(before)
  const old = await elsewhere.newPage()
  await old.goto('/account')
  await expect(old).toHaveURL(/sign-in/)
  await elsewhere.close()
})
