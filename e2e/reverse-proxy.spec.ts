import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { carryOut, databaseUrl } from '../db/testing-server'
import { type Launched, startServer } from './launch'
import { startNginx, startPassage } from './nginx'
import { instanceSecret } from './server'

const [whole = '', keptHost = ''] = [
  ...readFileSync('docs/reverse-proxy.md', 'utf8').matchAll(/^```nginx\n(.*?)^```$/gms),
].map(([, text]) => text)
const configurations = {
  rewrites: whole,
  keeps: whole.replace(/(?=proxy_pass )/, keptHost),
}

const origin = 'https://id.example.org'
const password = 'correct horse battery staple'
const data = mkdtempSync(join(tmpdir(), 'latchkey-e2e-proxy-'))
let server: Launched

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  const shared = process.env.LATCHKEY_E2E_DATABASE_URL ?? ''
  const name = `behind_a_proxy_${process.pid}`
  await carryOut(shared, `create database ${name}`)
  server = await startServer({
    DATABASE_URL: databaseUrl(shared, name),
    LATCHKEY_SECRET: instanceSecret,
    LATCHKEY_DATA_DIR: data,
    LATCHKEY_URL: origin,
    TRUSTED_PROXIES: '127.0.0.1',
    LATCHKEY_BOOTSTRAP_USERNAME: 'ada',
    LATCHKEY_BOOTSTRAP_PASSWORD: password,
  })
})
test.afterAll(async () => {
  await server?.end('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

for (const [does, configuration] of Object.entries(configurations))
  test(`behind nginx as documented, which ${does} Host, people sign in, act and download, each from their own address`, async ({
    browser,
  }) => {
    const nginx = await startNginx(configuration, server.origin)
    const passage = await startPassage(nginx.ports)
    const context = await browser.newContext({
      proxy: { server: passage.server },
      ignoreHTTPSErrors: true,
      baseURL: origin,
      // Somebody who claims to be somebody else is not believed.
      extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example' },
    })
    try {
      const page = await context.newPage()
      await page.goto('/events')
      await page.getByLabel('Username or e-mail').fill('ada')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL(`${origin}/events`)
      const cookies = await context.cookies()
      expect(cookies.length).toBeGreaterThan(2)
      for (const { name, secure, value } of cookies) {
        expect(secure, name).toBe(true)
        expect(decodeURIComponent(value), name).not.toMatch(/127\.0\.0\.1|evil/)
      }

      await page.goto('/directory/users')
      await page.getByRole('link', { name: 'ada', exact: true }).click()
      await page.getByRole('button', { name: 'More actions' }).click()
      const started = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: 'Download what we hold' }).click()
      const held = JSON.parse(await readFile(await (await started).path(), 'utf8'))
      expect(held.user.username).toBe('ada')

      await page.goto('/events')
      const [, downloaded, signedIn] = await page.getByRole('row').allInnerTexts()
      expect(downloaded).toMatch(/^What is held of a user downloaded\s+ada\s+ada\s+127\.0\.0\.2\s/)
      expect(signedIn).toMatch(/^Signed in\s+ada\s+ada\s+127\.0\.0\.2\s/)

      await page.getByRole('button', { name: 'Account of ada' }).click()
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await expect(page).toHaveURL(`${origin}/sign-in`)

      expect((await context.request.get('/metrics')).status()).toBe(403)
      const plain = await fetch(`http://127.0.0.1:${nginx.ports[80]}/a?b`, { redirect: 'manual' })
      expect(plain.headers.get('location')).toBe(`${origin}/a?b`)
      expect(nginx.complaints()).toBe('')
    } finally {
      await context.close()
      passage.stop()
      await nginx.stop()
    }
  })
