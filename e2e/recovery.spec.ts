import type { Browser, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { recoveryLinks, users } from '../db/schema'
import { expect, expectAccessible, test } from './fixtures'
import { makeLink } from './recovery-links'

const oldPassword = 'plum orbit candle fifty'
const newPassword = 'violet kettle under snow'

async function cleanPage(browser: Browser, baseURL: string | undefined, options = {}) {
  const context = await browser.newContext({ baseURL: baseURL ?? '', ...options })
  return context.newPage()
}

async function choosePassword(page: Page, password = newPassword) {
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByLabel('New password again').fill(password)
  await page.getByRole('button', { name: 'Change password' }).click()
}

async function signIn(page: Page, username: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Username or e-mail').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a link from the dialog, opened in a clean browser, leads to a new password; old password and sessions end', async ({
  administrator,
  makeUser,
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const ada = await makeUser({ name: 'Ada Lovelace', password: oldPassword })
  const signedIn = await cleanPage(browser, baseURL)
  await signIn(signedIn, ada.username, oldPassword)
  await expect(signedIn).toHaveURL('/account')

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/directory/users/${ada.id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'View recovery link' }).click()
  const dialog = page.getByRole('dialog', { name: `View recovery link of ${ada.username}` })
  await dialog.getByLabel('Works for').selectOption('2 hours')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  await expect(dialog.getByText('It is not shown again')).toBeVisible()
  await expect(dialog.getByText(/Works once, until .* UTC \(in 2 hours\)/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  const token = url.slice(url.lastIndexOf('/') + 1)
  expect(url).toBe(`${baseURL}/recovery/${token}`)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const card = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'Recovery link' })
    .first()
  await expect(card).toContainText(`by ${administrator.username}`)
  expect(await page.content()).not.toContain(token)

  const clean = await cleanPage(browser, baseURL)
  const requested: string[] = []
  clean.on('request', (request) => {
    if (!request.url().endsWith(token))
      requested.push(`${request.url()} ${JSON.stringify(request.headers())}`)
  })
  await clean.goto(url)
  await expect(clean).toHaveURL('/recovery/confirm')
  await expect(clean.getByText(`${ada.username} (Ada Lovelace)`)).toBeVisible()
  await expectAccessible(clean)
  await clean.getByRole('button', { name: 'Continue' }).click()
  await expect(clean).toHaveURL('/recovery/password')
  await expectAccessible(clean)
  await clean.getByLabel('New password', { exact: true }).fill('short')
  await expect(clean.getByRole('status').filter({ hasText: 'Use at least 12 characters.' })).toBeVisible()
  await choosePassword(clean)
  await expect(clean).toHaveURL('/sign-in?notice=password-changed')
  await expect(clean.getByText('Your password has been changed. Sign in with it.')).toBeVisible()
  await expectAccessible(clean)
  // The cookie holds it until Continue; nothing a server or a later page sees of the address does.
  const addresses = requested.map((line) => line.replaceAll(/"cookie":"[^"]*"/g, ''))
  expect(addresses.filter((line) => line.includes(token))).toEqual([])

  await signedIn.reload()
  await expect(signedIn).toHaveURL(/\/sign-in/)
  await signIn(signedIn, ada.username, oldPassword)
  await expect(signedIn.getByText('The username or password is not right.')).toBeVisible()
  await signIn(clean, ada.username, newPassword)
  await expect(clean).toHaveURL('/account')
  await page.reload()
  await expect(page.getByText('Used').first()).toBeVisible()
  await clean.goto(url)
  await expect(clean.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
})

test('a recovery works without JavaScript, on a phone', async ({ makeUser, world, browser, baseURL }) => {
  const ada = await makeUser({ password: oldPassword })
  const page = await cleanPage(browser, baseURL, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  await page.goto(await makeLink(world, ada))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL('/recovery/password')
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await page.getByLabel('New password again').fill('another one altogether')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('The two passwords differ.')).toBeVisible()
  await choosePassword(page)
  await expect(page).toHaveURL('/sign-in?notice=password-changed')
  await signIn(page, ada.username, newPassword)
  await expect(page).toHaveURL('/account')
})

test('going back and on again while choosing does no harm', async ({ makeUser, world, page }) => {
  await page.goto(await makeLink(world, await makeUser()))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL('/recovery/password')
  await page.goBack()
  await page.goto('/recovery/confirm')
  await expect(page).toHaveURL('/recovery/password')
  await choosePassword(page)
  await expect(page).toHaveURL('/sign-in?notice=password-changed')
})

test('two hundred fetches by mail scanners, and a browser that runs the scripts and waits, use nothing up', async ({
  makeUser,
  world,
  page,
  request,
  browser,
  baseURL,
}) => {
  const ada = await makeUser()
  const link = await makeLink(world, ada)
  const scanners = [
    'Mozilla/5.0 (compatible; MSIE; SafeLinks)',
    'Barracuda Sentinel (EE)',
    'Slackbot-LinkExpanding 1.0',
  ]
  for (let n = 0; n < 200; n++) {
    const answer = await request.fetch(link, {
      method: n % 2 ? 'HEAD' : 'GET',
      headers: { 'user-agent': scanners[n % 3] ?? '', purpose: 'prefetch', 'next-router-prefetch': '1' },
      maxRedirects: n % 5 ? 0 : 5,
    })
    expect(answer.ok() || answer.status() === 303).toBe(true)
  }
  const scanner = await cleanPage(browser, baseURL)
  await scanner.goto(link)
  await scanner.waitForLoadState('networkidle')
  const [row] = await world.db.select().from(recoveryLinks).where(eq(recoveryLinks.userId, ada.id))
  expect(row).toMatchObject({ fetches: 201, openedAt: null, usedAt: null })
  await page.goto(link)
  await page.getByRole('button', { name: 'Continue' }).click()
  await choosePassword(page)
  await expect(page).toHaveURL('/sign-in?notice=password-changed')
})

test('links that ended say how, name nobody, and lead to asking again', async ({ makeUser, world, page }) => {
  const past = new Date(Date.now() - 1000)
  const ada = await makeUser({ name: 'Ada Lovelace' })
  const gone = await makeUser({ isActive: false })
  const pages: [string, string][] = [
    ['This link has expired', await makeLink(world, ada, { expiresAt: past, revokedAt: null, usedAt: null })],
    ['This link has been used', await makeLink(world, await makeUser(), { usedAt: past })],
    ['There is a newer link', await makeLink(world, await makeUser(), { replacedAt: past })],
    ['This link no longer works', await makeLink(world, await makeUser(), { revokedAt: past })],
    ['This link no longer works', await makeLink(world, gone)],
    ['This link does not work', `/recovery/${'x'.repeat(43)}`],
  ]
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [title, link] of pages) {
    await page.goto(link)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    const html = await page.content()
    for (const word of [ada.username, 'Lovelace', gone.username, link.slice('/recovery/'.length)])
      expect(html, title).not.toContain(word)
    await expectAccessible(page)
  }
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
})

test('a link that ends between Continue and the password sets none', async ({ makeUser, world, page }) => {
  const ada = await makeUser({ password: oldPassword })
  await page.goto(await makeLink(world, ada))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL('/recovery/password')
  await world.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, ada.id))
  await choosePassword(page)
  await expect(page.getByRole('alert').filter({ hasText: 'no longer works' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})
