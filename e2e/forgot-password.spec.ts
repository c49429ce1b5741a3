import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, expectAccessible, test, unique } from './fixtures'
import { startServer } from './launch'
import { makeLink, postForm } from './recovery-links'
import { startSmtp } from './smtp'

const password = 'plum orbit candle fifty'

/** What differs from one answer to the next whoever asks: the nonce, and what was typed. */
function comparable(text: string, typed: string): string {
  return text.replaceAll(/[A-Za-z0-9+/]{22}==/g, 'NONCE').replaceAll(typed, 'TYPED')
}

async function accounts(makeUser: (fields: object) => Promise<{ username: string }>) {
  const username = () => unique('who')
  return [
    (await makeUser({ username: username(), password, email: `${username()}@example.org` })).username,
    (await makeUser({ username: username(), password })).username,
    (await makeUser({ username: username(), password, isActive: false })).username,
    (await makeUser({ username: username() })).username,
    username(),
  ]
}

test('asking for a link answers the same in bytes and status, whoever is named', async ({
  request,
  makeUser,
}) => {
  const answers = []
  for (const identifier of await accounts(makeUser)) {
    const answer = await postForm(request, '/recovery', { identifier })
    expect(answer.status()).toBe(303)
    const { location = '' } = answer.headers()
    expect(location).toContain('/recovery/requested')
    const { date, 'content-security-policy': policy, ...headers } = answer.headers()
    const page = await (await request.get('/recovery/requested')).text()
    answers.push(JSON.stringify([headers, await answer.text(), comparable(page, identifier)]))
  }
  expect(new Set(answers).size).toBe(1)
})

test('a failed sign-in answers the same in bytes and status, whoever is named', async ({
  request,
  makeUser,
}) => {
  const answers = []
  for (const identifier of await accounts(makeUser)) {
    const answer = await postForm(request, '/sign-in', { identifier, password: 'not this one' })
    answers.push(JSON.stringify([answer.status(), comparable(await answer.text(), identifier)]))
  }
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('The username or password is not right.')
})

test('the way from sign-in to the answer is accessible and leaves nothing typed behind', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(page).toHaveURL('/recovery')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('Enter your username or e-mail address.')).toBeVisible()
  await page.getByLabel('Username or e-mail').fill('somebody')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/recovery/requested')
  await expect(page.getByText(/If there is an account with this name/)).toBeVisible()
  await expectAccessible(page)
})

test('where a link leads does not depend on what a request claims', async ({ makeUser, world, baseURL }) => {
  const link = await makeLink(world, await makeUser())
  const hostile = {
    host: 'evil.example',
    forwarded: 'host=evil.example;proto=gopher',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'gopher',
    'x-forwarded-port': '666',
    origin: 'https://evil.example',
    referer: 'https://evil.example/',
  }
  const ask = (headers: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      httpRequest(`${baseURL}${link}`, { headers }, (answer) => {
        answer.resume()
        const { location, 'set-cookie': cookie, 'referrer-policy': policy } = answer.headers
        const kept = cookie?.map((line) => line.replace(/expires=[^;]*/i, ''))
        resolve(JSON.stringify([answer.statusCode, location, kept, policy, answer.headers['cache-control']]))
      })
        .once('error', reject)
        .end()
    })
  const plain = await ask({})
  expect(plain).toContain('[303,"/recovery/confirm"')
  expect(plain).toMatch(/HttpOnly/i)
  expect(plain).toContain('"no-referrer","private, no-store"')
  for (const [name, value] of Object.entries(hostile)) expect(await ask({ [name]: value }), name).toBe(plain)
  expect(await ask(hostile)).toBe(plain)
})

test('the mail arrives at a real SMTP server with a link to the configured address, which leads to a new password', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const smtp = await startSmtp()
  const data = mkdtempSync(join(tmpdir(), 'latchkey-mail-'))
  const token = 'a token of the end-to-end tests and of nothing else'.replaceAll(' ', '-')
  const { origin, end } = await startServer({
    LATCHKEY_DATA_DIR: data,
    LATCHKEY_BOOTSTRAP_USERNAME: 'root',
    LATCHKEY_BOOTSTRAP_PASSWORD: password,
    LATCHKEY_BOOTSTRAP_TOKEN: token,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'id@example.org',
  })
  try {
    const hostile = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    const context = await browser.newContext({ baseURL: origin })
    const api = { authorization: `Bearer ${token}`, ...hostile }
    const user = { username: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' }
    const made = await context.request.post('/api/v3/core/users/', { headers: api, data: user })
    const { pk } = await made.json()
    const mailed = await context.request.post(`/api/v3/core/users/${pk}/recovery_email/`, {
      headers: api,
      data: {},
    })
    expect(mailed.status(), await mailed.text()).toBe(204)
    expect(smtp.received).toHaveLength(1)
    const { link } = await (
      await context.request.post(`/api/v3/core/users/${pk}/recovery/`, { headers: api, data: {} })
    ).json()
    expect(link).toMatch(new RegExp(`^${origin}/recovery/[\\w-]{43}$`))

    const page = await context.newPage()
    await page.goto('/recovery')
    await page.getByLabel('Username or e-mail').fill('ADA@example.org')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect.poll(() => smtp.received.length).toBe(2)
    for (const { to, source } of smtp.received) {
      expect(to).toEqual(['ada@example.org'])
      expect(source).not.toContain('evil.example')
    }
    const links = smtp.received.map(
      ({ source }) => new RegExp(`${origin}/recovery/[\\w-]{43}`).exec(source)?.[0] ?? '',
    )
    await page.goto(links[0] ?? '')
    await expect(page.getByRole('heading', { name: 'There is a newer link' })).toBeVisible()
    // What is asked for, by whomever, ends no link that was given.
    await page.goto(link)
    await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
    await page.goto(links[1] ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('New password', { exact: true }).fill('violet kettle under snow')
    await page.getByLabel('New password again').fill('violet kettle under snow')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page).toHaveURL('/sign-in?notice=password-changed')
    await expect.poll(() => smtp.received.length).toBe(3)
    expect(smtp.received[2]?.source).toContain('Your password was changed')
  } finally {
    await end('SIGTERM')
    await smtp.stop()
    rmSync(data, { recursive: true, force: true })
  }
})
