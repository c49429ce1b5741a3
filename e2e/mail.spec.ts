import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startSmtp, startTcp } from '@/testing/mail-servers'
import { freePort } from '../db/testing-server'
import { expect, expectAccessible, test } from './fixtures'
import { type Launched, startServer } from './launch'

async function sendTest(page: Page, address: string) {
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send a test mail' })
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address)
  await page.keyboard.press('Enter')
  return dialog
}

test('without a mail server, mail is captured and can be read, link and all', async ({
  page,
  administrator,
}) => {
  expect(administrator.id).toBeGreaterThan(0)
  await page.goto('/directory/users')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Mail' }).click()
  await expect(page.getByText('Captured: nothing leaves')).toBeVisible()

  const address = `${administrator.username}@example.org`
  const dialog = await sendTest(page, address)
  await expectAccessible(page)
  await expect(dialog.getByRole('alert')).toContainText('Mail captured')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Send a test mail' })).toBeFocused()

  // A page of its own: the browser reports each script that tools try in the frame, which has none.
  const read = page.getByRole('link', { name: `Read: Test mail to ${address}` })
  const reader = await page.context().newPage()
  await reader.goto((await read.getAttribute('href')) ?? '')
  await expect(reader.getByRole('heading', { name: 'Test mail from Latchkey' })).toBeVisible()
  await expect(reader.locator('pre')).toContainText('to see whether mail from Latchkey arrives')
  const frame = reader.getByTitle('The mail as HTML')
  await expect(frame).toHaveAttribute('sandbox', '')
  await expect(frame).toHaveAttribute('srcdoc', /This is a test/)
  await frame.evaluate((element) => element.remove())
  await expectAccessible(reader)
})

test('an address that is not exactly one is refused in the dialog', async ({ page, administrator }) => {
  expect(administrator.id).toBeGreaterThan(0)
  await page.goto('/settings/mail')
  const dialog = await sendTest(page, 'a@example.org,b@example.org')
  await expect(dialog.getByText('Enter one address such as ada@example.org.')).toBeVisible()
})

test.describe('with a mail server', () => {
  test.describe.configure({ mode: 'serial', timeout: 240_000 })
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-e2e-mail-'))
  const password = 'correct horse battery staple'
  let port = 0
  let server: Launched
  let page: Page

  const start = () =>
    startServer({
      LATCHKEY_DATA_DIR: directory,
      LATCHKEY_BOOTSTRAP_USERNAME: 'ada',
      LATCHKEY_BOOTSTRAP_PASSWORD: password,
      SMTP_URL: `smtp://ada:swordfish@127.0.0.1:${port}`,
      MAIL_FROM: 'Latchkey <id@example.org>',
      // What a killed process was sending is left alone until it cannot be sending any more.
      SMTP_CONNECTION_TIMEOUT: '1',
      SMTP_GREETING_TIMEOUT: '1',
    })

  async function openMail() {
    await page.goto(`${server.origin}/sign-in?next=/settings/mail`)
    await page.getByRole('textbox', { name: 'Username or e-mail' }).fill('ada')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'How mail leaves' })).toBeVisible()
  }

  const rowOf = (address: string) => page.getByRole('row').filter({ hasText: address })

  test.beforeAll(async ({ browser }) => {
    port = await freePort()
    server = await start()
    page = await (await browser.newContext()).newPage()
    await openMail()
  })
  test.afterAll(async () => {
    await page.context().close()
    await server.end('SIGKILL')
    rmSync(directory, { recursive: true, force: true })
  })

  test('the page names the server and not the password', async () => {
    await expect(page.getByText(`127.0.0.1:${port}`)).toBeVisible()
    expect(await page.content()).not.toContain('swordfish')
  })

  test('a server that is not there: the reason is shown, and a retry sends the mail once it is', async () => {
    const dialog = await sendTest(page, 'later@example.org')
    await expect(dialog.getByRole('alert')).toContainText('Not sent yet')
    await expect(dialog.getByRole('alert')).toContainText('connection refused')
    await page.keyboard.press('Escape')
    const row = rowOf('later@example.org')
    await expect(row).toContainText('Postponed')
    await row.getByText('Test mail').click()
    await expect(row.getByText('connection refused')).toBeVisible()
    await expectAccessible(page)

    const smtp = await startSmtp({ onAuth: (_auth, _session, done) => done(null, { user: 'ada' }) }, port)
    await row.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('Mail sent')).toBeVisible()
    await expect(row).toContainText('Sent')
    await expect(row.getByRole('button', { name: 'Retry' })).toBeHidden()
    await smtp.stop()
    expect(smtp.received.map(({ to }) => to)).toEqual([['later@example.org']])
  })

  test('a recipient the server refuses: its own words, never a success', async () => {
    const smtp = await startSmtp(
      {
        onAuth: (_auth, _session, done) => done(null, { user: 'ada' }),
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error('no such user'), { responseCode: 550 })),
      },
      port,
    )
    const dialog = await sendTest(page, 'nobody@example.org')
    await expect(dialog.getByRole('alert')).toContainText('The mail server refused it: 550 no such user')
    await page.keyboard.press('Escape')
    await expect(rowOf('nobody@example.org')).toContainText('Failed')
    await smtp.stop()
  })

  test('a process killed before it could send: the mail goes after the restart, once', async () => {
    let isConnected = false
    const silent = await startTcp(() => {
      isConnected = true
    }, port)
    await sendTest(page, 'killed@example.org')
    await expect.poll(() => isConnected).toBe(true)
    await server.end('SIGKILL')
    silent.stop()

    const smtp = await startSmtp({ onAuth: (_auth, _session, done) => done(null, { user: 'ada' }) }, port)
    server = await start()
    await expect.poll(() => smtp.received.length, { timeout: 90_000 }).toBe(1)
    await page.goto(`${server.origin}/settings/mail`)
    await expect(rowOf('killed@example.org')).toContainText('Sent')
    await smtp.stop()
    expect(smtp.received.map(({ to }) => to)).toEqual([['killed@example.org']])
  })
})
